import { fieldNames } from '#db/user-fields.ts'
import { forbidden } from '../../fields.schema.ts'
import { cellsByKind } from '../../spreadsheet/user-cells.server.ts'
import { nameOfColumn } from '../columns/known-heads.server.ts'
import type { Report } from './report.server.ts'

const mostPrinted = 50
const longestLine = 2_000
const longestCell = 100

/** What an import would do, for people. */
export function inText(fileName: string, found: Report): string {
  const { file, columns, refused, questions, leftOut, teams } = found
  const named = columns.map(({ head, field }, index) => ({
    called: head.slice(0, longestCell) || nameOfColumn(index),
    field,
  }))
  const read = named.flatMap(({ called, field }) => (field ? `  ${called} -> ${field}` : []))
  const unread = named.flatMap(({ called, field }) => (field ? [] : called))
  const section = (title: string, lines: readonly string[]) =>
    lines.length === 0
      ? []
      : [
          `${title}: ${lines.length}`,
          ...lines.slice(0, mostPrinted).map((line) => `  ${line}`),
          ...(lines.length > mostPrinted ? [`  and ${lines.length - mostPrinted} more`] : []),
        ]
  const problems = (all: Report['refused']) =>
    all.map(
      ({ row, column, value, message }) =>
        `row ${row}${column && `, ${column}`}: ${value ? `"${value.slice(0, longestCell)}" ` : ''}${message}`,
    )
  return [
    `${fileName}: ${howRead(file)}`,
    ...(read.length > 0 ? ['Columns:', ...read] : ['No column has a name that is known here.']),
    ...(unread.length > 0 ? [`Left out: ${unread.join(', ')}`] : []),
    ...section('New', found.new.map(oneLine)),
    ...section(
      'Changed',
      found.changed.map(({ id, before, after }) => `${id} ${before.name}: ${changesOf(before, after)}`),
    ),
    ...section('Refused', problems(refused)),
    ...section(
      'Questions',
      questions.map(({ row, message }) => `row ${row}: ${message}`),
    ),
    ...section('Left out of cells', problems(leftOut)),
    ...section(
      'New teams',
      teams.map(({ name, people }) => `${name} (${people})`),
    ),
    `${found.new.length} new, ${found.changed.length} changed, ${refusedRows(found)} refused, ${questions.length} ${questions.length === 1 ? 'question' : 'questions'}, ${found.unchanged} unchanged`,
    ...(found.missing > 0 ? [`${found.missing} active people are not in the file`] : []),
  ]
    .map(printable)
    .join('\n')
}

/** One line, without what a terminal takes for a command or shows in another order. */
export function printable(text: string): string {
  const line = text.length > longestLine ? `${text.slice(0, longestLine)}…` : text
  return line
    .replaceAll(/[\n\t]/g, ' ')
    .replaceAll(commands, '\ufffd')
    .replaceAll(turning, '')
}

const commands = new RegExp(forbidden, 'gu')
const turning = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

function refusedRows({ refused }: Report): number {
  return new Set(refused.map(({ row }) => row)).size
}

function howRead(file: Report['file']): string {
  const head = 'headRow' in file ? `names of the columns in row ${file.headRow}` : ''
  const how =
    'dialect' in file
      ? `${file.encoding}, separated by ${JSON.stringify(file.dialect?.separator)}`
      : 'sheet' in file
        ? `sheet "${file.sheet}"`
        : 'vCard'
  return [how, head].filter(Boolean).join(', ')
}

function oneLine(values: Record<string, unknown>): string {
  const { name, status, ...others } = values
  const texts = Object.entries(others).map(([field, value]) => `${field} ${printed(value)}`)
  return [printed(name), ...(status === 'inactive' ? ['inactive'] : []), ...texts].join(', ')
}

function changesOf(before: Record<string, unknown>, after: Record<string, unknown>): string {
  return fieldNames
    .map((name) => [name, printed(before[name]), printed(after[name])] as const)
    .filter(([, old, now]) => old !== now)
    .map(([name, old, now]) => `${name} ${old || '(none)'} -> ${now || '(none)'}`)
    .join('; ')
}

function printed(value: unknown): string {
  if (!Array.isArray(value)) return value === undefined ? '' : String(value)
  const kind = value.some((each) => 'url' in each) ? 'links' : 'teams'
  return cellsByKind[kind].write(value as never).replaceAll('\n', ' | ')
}
