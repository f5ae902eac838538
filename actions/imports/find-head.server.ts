import { mostColumns } from '../imports.schema.ts'
import { matchColumns } from './columns/match-columns.server.ts'

type Row = { number: number; cells: string[] }

/** Rows further down are never taken for the names of the columns. */
export const lastHead = 30
const looked = 20

/**
 * The number of the row that looks most like names of columns, with rows below it; 0 where every row looks like a person.
 * @param given - rows with text
 */
export function findHead(given: readonly Row[]): number {
  // A table with more columns is refused. Comparing millions of cells takes seconds.
  const rows = given.map(({ number, cells }) => ({ number, cells: cells.slice(0, mostColumns) }))
  const [first] = rows
  // A row with nothing below it names columns, so that the file is refused for having no rows.
  if (!first || rows.length === 1) return first?.number ?? 1
  const scores = rows
    .slice(0, -1)
    .filter(({ number }) => number <= lastHead)
    .map((row, index) => ({
      number: row.number,
      score: scoreOf(row.cells, rows.slice(index + 1, index + 1 + looked)) - index / 100,
    }))
  const best = scores.reduce((one, other) => (other.score > one.score ? other : one), { number: 0, score: 0 })
  return best.number
}

function scoreOf(cells: readonly string[], below: readonly Row[]): number {
  const filled = cells.filter((cell) => cell.trim() !== '')
  const width = Math.max(1, ...below.map((row) => row.cells.filter((cell) => cell.trim() !== '').length))
  const known = matchColumns(cells, []).filter((column) => column !== 'leave').length
  const personal = filled.filter(isPersonal).length
  const isAlone = filled.length === 1 && width > 1
  return (
    Math.min(1, filled.length / width) +
    (isAlone ? 0 : (2 * known) / filled.length) -
    (4 * personal) / filled.length -
    (isAlone ? 0.2 : 0)
  )
}

/** Whether the fields are named down the first column, with a person in each of the others. */
export function isOnItsSide(rows: readonly Row[]): boolean {
  const knownIn = (cells: readonly string[]) =>
    matchColumns(cells).filter((column) => column !== 'leave').length
  const known = knownIn(rows.map(({ cells }) => cells[0] ?? ''))
  return known > 1 && known * 2 >= rows.length && rows.every(({ cells }) => knownIn(cells) < known)
}

/** Whether a cell holds what people have, and columns are not called. */
function isPersonal(cell: string): boolean {
  const text = cell.trim()
  return /@\S|^https?:/i.test(text) || /^[+(]?\d[\d\s./:()+-]*$/.test(text) || text.length > 100
}
