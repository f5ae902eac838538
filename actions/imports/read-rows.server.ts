import { userFields } from '#db/user-fields.ts'
import { toE164 } from '#db/users/phone.ts'
import type { ImportOptions } from '../imports.schema.ts'
import { isOwnFile } from './columns/known-heads.server.ts'
import { precedence } from './columns/match-columns.server.ts'
import { labelColumns } from './labels.server.ts'
import { type Question, strangeQuestion } from './questions.server.ts'
import type { Row, Table } from './read-table.server.ts'
import { type Cells, cellsOf, type Problem } from './row-cells.server.ts'
import { turned, withoutAddress } from './turned-names.server.ts'
import { takingTurns } from './turns.server.ts'

/** A row, and what it says. */
export type ReadRow = {
  row: Row
  cells: Cells
  /** Its phone numbers, in E.164. */
  phones: string[]
  /** Parts of cells that are left out. */
  leftOut: Problem[]
  /** Cells without a column. */
  surplus: string
  strange: Question | undefined
}

/** What the rows of a table say, with its corrections. Others get their turn between rows. */
export async function readRows(
  { head, rows }: Table,
  { columns, corrections, turnNames }: Pick<ImportOptions, 'columns' | 'corrections' | 'turnNames'>,
  homeCountry: string,
): Promise<ReadRow[]> {
  const isOwn = isOwnFile(head)
  const corrected = new Map<number, { column: number; value: string }[]>()
  for (const { row, ...cell } of corrections) corrected.set(row, [...(corrected.get(row) ?? []), cell])
  const order = isOwn ? [...head.keys()] : precedence(head, columns)
  const labels = isOwn ? new Map<number, number>() : labelColumns(head)
  const nameColumn = columns.indexOf('name')
  const nameHead = head[nameColumn] ?? ''
  const status = columns.indexOf('status')
  // "T" is "tak" beside "N", and "terminated" beside "A".
  const isYesOrNo = rows.some(({ cells }) => /^n$/i.test(cells[status]?.trim() ?? ''))
  const isTerminated = (cell = '') => !isOwn && !isYesOrNo && /^t$/i.test(cell)
  const read: ReadRow[] = []
  const areMostFull = rows.filter(({ cells }) => filledIn(cells) >= fewestFull).length * 2 >= rows.length
  const turn = takingTurns()
  for (const written of rows) {
    await turn()
    const row = withCells(written, corrected.get(written.number) ?? [])
    const leftOut: Problem[] = []
    const cells = cellsOf(row.cells, columns, {
      isOwn,
      order,
      labels,
      onLeftOut: (column, message) => leftOut.push({ column, value: row.cells[column] ?? '', message }),
    })
    if (cells.name && !isOwn && row.cells[nameColumn]?.trim()) cells.name = withoutAddress(cells.name)
    const inOrder = turnNames && cells.name ? turned(cells.name, nameHead) : undefined
    if (inOrder) Object.assign(cells, { ...inOrder, sortName: cells.sortName || inOrder.sortName })
    if (isTerminated(cells.status)) cells.status = 'inactive'
    read.push({
      row,
      cells,
      phones: phonesOf(cells, homeCountry),
      leftOut,
      surplus: row.cells.slice(head.length).join(' ').trim(),
      strange: isOwn ? undefined : strangeQuestion(cells, areMostFull && filledIn(row.cells) === 1),
    })
  }
  return read
}

// In a list of names and emails a name alone is somebody without an email.
const fewestFull = 3

function filledIn(cells: readonly string[]): number {
  return cells.filter((cell) => cell.trim() !== '').length
}

const longestPhone = userFields.phone.max

function phonesOf({ phone = '', mobile = '' }: Cells, homeCountry: string): string[] {
  return [phone, mobile].flatMap(
    (typed) => (typed.length <= longestPhone && toE164(typed, homeCountry)) || [],
  )
}

function withCells(row: Row, corrections: readonly { column: number; value: string }[]): Row {
  if (corrections.length === 0) return row
  const cells = [...row.cells]
  for (const { column, value } of corrections) {
    while (cells.length < column) cells.push('')
    cells[column] = value
  }
  return { ...row, cells }
}
