import { tidy } from '../fields.schema.ts'
import type { Destination } from '../imports.schema.ts'
import { unescapeFormula } from '../spreadsheet/formula.server.ts'

// Longer than any field takes, so that a longer cell is refused all the same.
const longestCell = 30_000
// Above it nothing is composed, which takes quadratic time.
const longestComposed = 400

/** What a row says, by field. */
export type Cells = Partial<Record<Exclude<Destination, 'leave'>, string>>

/** The cells of a row by where they go. A row that is too short ends in blank cells. */
export function cellsOf(cells: readonly string[], columns: readonly Destination[]): Cells {
  const found: Cells = {}
  for (const [index, column] of columns.entries())
    if (column !== 'leave')
      found[column] = tidy(unescapeFormula(cells[index] ?? ''), longestComposed).slice(0, longestCell)
  return found
}
