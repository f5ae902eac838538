import type { Team } from '#db/tables.ts'
import { fieldNames } from '#db/user-fields.ts'
import type { UserValues } from '#db/users/values.ts'
import type { ImportOptions } from '../../imports.schema.ts'
import type { Plan } from '../check-rows.server.ts'
import type { DryRun } from '../dry-run.server.ts'

type Found = Pick<DryRun, 'plan' | 'table' | 'missing'> & { options: ImportOptions; teams: readonly Team[] }

/** What an import would do, for other programs. Values have the names of the JSON; absent means not set. */
export function report({ plan, table, missing, options, teams }: Found) {
  const names = new Map(teams.map(({ id, name }) => [id, name]))
  const toJson = (values: UserValues, newTeams: readonly string[] = []) => valuesOf(values, newTeams, names)
  const problems = (all: Plan['leftOut']) =>
    all.flatMap(({ row, problems }) =>
      problems.map(({ column, value, message }) => ({
        row: row.number,
        column: table.head[column] ?? '',
        value,
        message,
      })),
    )
  return {
    file: fileOf(table, options),
    columns: table.head.map((head, index) => ({ head, ...fieldAt(options.columns[index]) })),
    new: plan.added.map(({ values, newTeams }) => toJson(values, newTeams)),
    changed: plan.changed.map(({ before, values, newTeams }) => ({
      id: before.id,
      before: toJson(before),
      after: toJson(values, newTeams),
    })),
    unchanged: plan.unchanged.length,
    refused: problems(plan.refused),
    leftOut: problems(plan.leftOut),
    questions: [
      ...plan.asked.map(({ row, question: { kind, message, people, choices } }) => ({
        row: row.number,
        kind,
        message,
        people: people.map(({ id, name }) => ({ id, name })),
        choices: choices.map(({ label }) => label),
      })),
      ...plan.trashed.map(({ row, before: { id, name } }) => ({
        row: row.number,
        kind: 'trash',
        message: `${name} is in the trash. Restore them first`,
        people: [{ id, name }],
        choices: [],
      })),
    ],
    teams: [...plan.newTeams].map(([name, people]) => ({ name, people })),
    missing: missing.count,
  }
}

export type Report = ReturnType<typeof report>

const marks = { comma: ',', semicolon: ';', tab: '\t', pipe: '|' } as const

function fileOf({ kind, sheets }: Found['table'], options: ImportOptions) {
  const { encoding, separator, otherSeparator, quote, headRow, sheet } = options
  if (kind === 'xlsx' || kind === 'ods') return { kind, sheet: sheets[sheet - 1] ?? '', headRow }
  if (kind === 'vcard') return { kind, encoding }
  const dialect = { separator: separator === 'other' ? otherSeparator : marks[separator], quote }
  return { kind, encoding, dialect, headRow }
}

function fieldAt(destination: ImportOptions['columns'][number] | undefined) {
  return destination === undefined || destination === 'leave' ? {} : { field: destination }
}

function valuesOf(values: UserValues, newTeams: readonly string[], names: ReadonlyMap<number, string>) {
  const teams = [
    ...values.teams.map((id) => ({ id, name: names.get(id) ?? '' })),
    ...newTeams.map((name) => ({ name })),
  ]
  const all: Record<string, unknown> = { ...values, teams }
  // People are listed unless it says otherwise.
  const set = fieldNames.filter((name) =>
    name === 'listed' ? !values.listed : Array.isArray(all[name]) ? all[name].length > 0 : all[name] !== '',
  )
  return Object.fromEntries(set.map((name) => [name, all[name]]))
}

/** No terminal takes it for a command: what JSON leaves as it is may be one, too. */
export function inJson(found: Report): string {
  const escaped = (mark: string) => `\\u00${mark.charCodeAt(0).toString(16)}`
  return JSON.stringify(found, null, 2).replaceAll(/[\u007f-\u009f]/g, escaped)
}
