import { isDeepStrictEqual } from 'node:util'
import type { User } from '#db/tables.ts'
import { type FieldName, fieldNames, fieldOf } from '#db/user-fields.ts'
import type { Person } from '#db/users/find.ts'
import { inOrder } from '#db/users/kinds.ts'
import { blankUser, type UserValues, valuesOf } from '#db/users/values.ts'
import type { Destination, ImportOptions } from '../imports.schema.ts'
import { type KnownTeams, plain } from '../spreadsheet/read-cells.server.ts'
import { isOwnFile } from './column-names.server.ts'
import { matcher } from './match-people.server.ts'
import type { Row, Table } from './read-table.server.ts'
import { valuesReader } from './read-values.server.ts'
import { cellsOf } from './row-cells.server.ts'

/** Why a row is not taken: the column and its cell, where it is about one, and what to do. */
export type Problem = { column: string; value: string; message: string }

/** What an import would do, row by row. */
export type Plan = {
  added: { row: Row; values: UserValues; newTeams: string[] }[]
  changed: Matched[]
  unchanged: Pick<Matched, 'row' | 'before'>[]
  /** Those who are in the trash and would be restored, with what the file says. */
  trashed: Matched[]
  refused: { row: Row; problems: Problem[] }[]
  /** What is left out of cells of people who are taken. */
  leftOut: { row: Row; problems: Problem[] }[]
  /** Teams that are not here yet, and how many people of the file are in each. */
  newTeams: Map<string, number>
}

/** `newTeams` are those that are not here yet. */
type Matched = { row: Row; before: User; values: UserValues; newTeams: string[] }

const breath = 500

/**
 * What importing a table would do to the people there are: nothing is written. Others get their turn between rows.
 * @param people - whoever a row could mean, in the trash too
 * @param keys - what nobody shares, of the rows, as it is compared
 */
export async function checkRows(
  { head, rows }: Table,
  { columns, blanks }: Pick<ImportOptions, 'columns' | 'blanks'>,
  { people, find, keys }: { people: readonly Person[]; find: KnownTeams; keys: ReadonlyMap<string, string> },
): Promise<Plan> {
  const plan: Plan = {
    added: [],
    changed: [],
    unchanged: [],
    trashed: [],
    refused: [],
    leftOut: [],
    newTeams: new Map(),
  }
  const fields = fieldsOf(columns)
  const isOwn = isOwnFile(head)
  const read = {
    some: valuesReader(blanks === 'clear' ? fields : [], find),
    all: valuesReader(withRequired(fields), find),
  }
  const match = matcher(people, keys)
  // A team is written in several ways: the first one names it.
  const spellings = new Map<string, string>()
  for (const [place, row] of rows.entries()) {
    if (place % breath === breath - 1) await new Promise((resolve) => setImmediate(resolve))
    const problemAt = (index: number, message: string): Problem => ({
      column: head[index] ?? '',
      value: row.cells[index] ?? '',
      message,
    })
    const leftOut: Problem[] = []
    const cells = cellsOf(row.cells, columns, {
      isOwn,
      onLeftOut: (index, message) => leftOut.push(problemAt(index, message)),
    })
    const { before, refusals: strange } = match(cells)
    const { values, refusals, newTeams } = (before ? read.some : read.all)(cells)
    const all = [...strange, ...refusals, ...match.claim(before, values)]
    const surplus = row.cells.slice(head.length).filter((cell) => cell.trim() !== '')
    if (all.length > 0 || surplus.length > 0) {
      const problems = all
        .map(({ field, message }) => ({ index: columnOf(field, columns), message }))
        .sort((one, other) => one.index - other.index)
        .map(({ index, message }) => problemAt(index, message))
      if (surplus.length > 0) problems.push({ column: '', value: surplus.join(' '), message: tooWide })
      plan.refused.push({ row, problems })
      continue
    }
    if (leftOut.length > 0) plan.leftOut.push({ row, problems: leftOut })
    const teams = newTeams.map((name) => spellings.get(plain(name)) ?? name)
    for (const name of new Set(teams)) {
      spellings.set(plain(name), name)
      plan.newTeams.set(name, (plan.newTeams.get(name) ?? 0) + 1)
    }
    if (!before) plan.added.push({ row, values: { ...blankUser, ...values }, newTeams: teams })
    else sortIn(plan, { row, before, values, newTeams: teams })
  }
  return plan
}

/** The fields about which columns say something. */
function fieldsOf(columns: ImportOptions['columns']): FieldName[] {
  const fields = columns.map((column) => fieldOfPart[column] ?? column)
  return fieldNames.filter((name) => fields.includes(name))
}

const fieldOfPart: Partial<Record<Destination, FieldName>> = {
  firstName: 'name',
  middleName: 'name',
  lastName: 'name',
  inactive: 'status',
}

/** The first column about a field, -1 where there is none. */
function columnOf(field: FieldName | 'id', columns: ImportOptions['columns']): number {
  const column = columns.indexOf(field)
  return column >= 0 ? column : columns.findIndex((each) => fieldOfPart[each] === field)
}

const tooWide =
  'This row has more cells than there are columns. Put quotes around a cell that holds the separator'

function withRequired(fields: readonly FieldName[]): FieldName[] {
  return [...new Set([...fields, ...fieldNames.filter((name) => fieldOf(name).required)])]
}

function sortIn(
  plan: Plan,
  { values: said, ...match }: Omit<Matched, 'values'> & { values: Partial<UserValues> },
): void {
  const { row, before } = match
  const values = { ...valuesOf(before), ...said }
  values.teams = inOrder(values.teams)
  const isSame = isDeepStrictEqual(values, valuesOf(before)) && match.newTeams.length === 0
  if (before.trashedAt) plan.trashed.push({ ...match, values })
  else if (isSame) plan.unchanged.push({ row, before })
  else plan.changed.push({ ...match, values })
}
