import { isDeepStrictEqual } from 'node:util'
import type { User } from '#db/tables.ts'
import { type FieldName, fieldNames, fieldOf } from '#db/user-fields.ts'
import type { Person } from '#db/users/find.ts'
import { inOrder } from '#db/users/kinds.ts'
import { blankUser, type UserValues, valuesOf } from '#db/users/values.ts'
import type { ImportOptions } from '../imports.schema.ts'
import type { KnownTeams } from '../spreadsheet/read-cells.server.ts'
import { matcher } from './match-people.server.ts'
import type { Row, Table } from './read-table.server.ts'
import { valuesReader } from './read-values.server.ts'
import { cellsOf } from './row-cells.server.ts'

/** Why a row is not taken: the column and its cell, where it is about one, and what to do. */
export type Problem = { column: string; value: string; message: string }

/** What an import would do, row by row. */
export type Plan = {
  added: { row: Row; values: UserValues }[]
  changed: Matched[]
  unchanged: Omit<Matched, 'values'>[]
  /** Those who are in the trash and would be restored, with what the file says. */
  trashed: Matched[]
  refused: { row: Row; problems: Problem[] }[]
}

type Matched = { row: Row; before: User; values: UserValues }

const breath = 500

/**
 * What importing a table would do to the people there are: nothing is written. Others get their turn between rows.
 * @param people - whoever a row could mean, in the trash too
 * @param keys - what nobody shares, of the rows, as it is compared
 */
export async function checkRows(
  { head, rows }: Table,
  columns: ImportOptions['columns'],
  { people, find, keys }: { people: readonly Person[]; find: KnownTeams; keys: ReadonlyMap<string, string> },
): Promise<Plan> {
  const plan: Plan = { added: [], changed: [], unchanged: [], trashed: [], refused: [] }
  const fields = columns.filter((column) => column !== 'leave' && column !== 'id') as FieldName[]
  const read = { some: valuesReader(fields, find), all: valuesReader(withRequired(fields), find) }
  const match = matcher(people, keys)
  for (const [place, row] of rows.entries()) {
    if (place % breath === breath - 1) await new Promise((resolve) => setImmediate(resolve))
    const cells = cellsOf(row.cells, columns)
    const { before, refusals: strange } = match(cells)
    const { values, refusals } = (before ? read.some : read.all)(cells)
    const all = [...strange, ...refusals, ...match.claim(before, values)]
    const surplus = row.cells.slice(head.length).filter((cell) => cell.trim() !== '')
    if (all.length > 0 || surplus.length > 0) {
      const problems = all
        .map(({ field, message }) => ({ index: columns.indexOf(field), message }))
        .sort((one, other) => one.index - other.index)
        .map(({ index, message }) => ({ column: head[index] ?? '', value: row.cells[index] ?? '', message }))
      if (surplus.length > 0) problems.push({ column: '', value: surplus.join(' '), message: tooWide })
      plan.refused.push({ row, problems })
    } else if (!before) plan.added.push({ row, values: { ...blankUser, ...values } })
    else sortIn(plan, row, before, values)
  }
  return plan
}

const tooWide =
  'This row has more cells than there are columns. Put quotes around a cell that holds the separator'

function withRequired(fields: readonly FieldName[]): FieldName[] {
  return [...new Set([...fields, ...fieldNames.filter((name) => fieldOf(name).required)])]
}

function sortIn(plan: Plan, row: Row, before: User, said: Partial<UserValues>): void {
  const values = { ...valuesOf(before), ...said }
  values.teams = inOrder(values.teams)
  if (before.trashedAt) plan.trashed.push({ row, before, values })
  else if (isDeepStrictEqual(values, valuesOf(before))) plan.unchanged.push({ row, before })
  else plan.changed.push({ row, before, values })
}
