import { stringify } from 'csv-stringify/sync'
import { escapeFormula } from './formula.server.ts'

export type CsvCell = string | number

type Options = {
  /** Between two cells. */
  separator?: string
  /** Starts with a byte-order mark, by which Excel recognises UTF-8. */
  bom?: boolean
}

/** How every CSV is written: lines as Excel ends them, and no cell that a spreadsheet would run as a formula. */
export function toCsv(
  rows: readonly (readonly CsvCell[])[],
  { separator = ',', bom = false }: Options = {},
): string {
  const cells = rows.map((row) => row.map((cell) => (typeof cell === 'string' ? escapeFormula(cell) : cell)))
  const text = stringify(cells, {
    delimiter: separator,
    record_delimiter: '\r\n',
    // csv-stringify only quotes the two together.
    quoted_match: /[\r\n]/,
  })
  return bom ? `\ufeff${text}` : text
}
