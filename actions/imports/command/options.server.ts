import { parseArgs } from 'node:util'
import { CannotStart } from '#db/cannot-start.ts'
import { fieldNames } from '#db/user-fields.ts'
import { type Destination, destinations, type ImportOptions } from '../../imports.schema.ts'
import { fold } from '../../spreadsheet/fold.server.ts'
import { calledOf, headOf } from '../../user-words.schema.ts'
import { usualShare } from '../batch.server.ts'
import { nameOfColumn } from '../columns/known-heads.server.ts'
import { printable } from './text.server.ts'

const usage = `Usage: npm run import -- FILE [--json] [--apply] [--deactivate-missing [--at-most 20%]]
         [--map "Head=field"]... [--as EMAIL]
FILE is .xlsx, .ods, CSV or vCard; - is standard input. Without --apply nothing is imported.`

/** What an import on the command line is asked to do. */
export type CommandOptions = {
  file: string
  json: boolean
  apply: boolean
  deactivateMissing: boolean
  /** The largest share of the active people that is made inactive. */
  atMost: number
  /** Where columns go, by what they are called. */
  map: { head: string; field: Destination }[]
  /** The email of the account that acts. */
  as: string | undefined
}

/** @throws CannotStart with how the command is used */
export function readCommand(args: string[]): CommandOptions {
  const { values, positionals } = parse(args)
  const [file] = positionals
  if (!file || positionals.length > 1) throw new CannotStart(usage)
  return {
    file,
    json: values.json,
    apply: values.apply,
    deactivateMissing: values['deactivate-missing'],
    atMost: shareOf(values['at-most']),
    map: values.map.map(mapped),
    as: values.as,
  }
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        apply: { type: 'boolean', default: false },
        'deactivate-missing': { type: 'boolean', default: false },
        'at-most': { type: 'string', default: `${usualShare * 100}%` },
        map: { type: 'string', multiple: true, default: [] },
        as: { type: 'string' },
      },
    })
  } catch (error) {
    throw new CannotStart(`${error instanceof Error ? error.message : error}\n${usage}`)
  }
}

function shareOf(typed: string): number {
  const [, percent] = /^(\d{1,3})%?$/.exec(typed) ?? []
  if (percent === undefined || Number(percent) > 100)
    throw new CannotStart('--at-most takes a percentage, such as 20%')
  return Number(percent) / 100
}

const byName = new Map<string, Destination>([
  ...fieldNames.flatMap((name): [string, Destination][] => [
    [fold(calledOf(name)), name],
    [fold(headOf(name)), name],
  ]),
  ...destinations.map((name): [string, Destination] => [fold(name), name]),
])

function mapped(typed: string): { head: string; field: Destination } {
  const end = typed.lastIndexOf('=')
  const field = byName.get(fold(typed.slice(end + 1)))
  if (end < 1 || !field)
    throw new CannotStart(
      `--map ${typed}: write the name of a column, an equals sign, and one of ${destinations.join(', ')}`,
    )
  return { head: typed.slice(0, end), field }
}

/** The columns with those that were asked for. @throws CannotStart for a column that the file does not have */
export function withMap(
  columns: ImportOptions['columns'],
  head: readonly string[],
  map: CommandOptions['map'],
): ImportOptions['columns'] {
  const wanted = map.map(({ head: name, field }) => ({ index: placeOf(name, head), field }))
  // The column that was taken for a field before gives way.
  const free = columns.map((place) => (wanted.some(({ field }) => field === place) ? 'leave' : place))
  for (const { index, field } of wanted) free[index] = field
  return free
}

/** The place of a column by its name, or by its number where it has none: "Column 3". */
function placeOf(name: string, head: readonly string[]): number {
  const heads = head.map((cell) => cell.trim())
  const exact = heads.indexOf(name.trim())
  const alike = fold(name) ? heads.findIndex((cell) => fold(cell) === fold(name)) : -1
  const index = [exact, alike, heads.findIndex((_, each) => nameOfColumn(each) === name.trim())].find(
    (each) => each >= 0,
  )
  if (index !== undefined) return index
  const all = heads.map((cell, each) => cell.slice(0, 50) || nameOfColumn(each)).join(', ')
  throw new CannotStart(printable(`--map: the file has no column "${name}". It has ${all}`))
}
