import { CsvError, parse } from 'csv-parse/sync'
import { type ImportOptions, mostColumns, separators } from '../imports.schema.ts'
import { decode, recogniseEncoding } from './decode.ts'
import { matchColumns } from './match-columns.ts'

/** The file cannot be read as a table. The message is for the person who chose it. */
export class UnreadableFile extends Error {}

/** A row as a spreadsheet counts: the head is row 1. */
export type Row = { number: number; cells: string[] }

/** What a file holds. */
export type Table = { head: string[]; rows: Row[] }

/** The most rows that a file can have. */
const mostRows = 20_000
/** The most that are read, blank ones too. */
const mostRecords = 5 * mostRows
const longestRow = 200_000

const delimiters = { comma: ',', semicolon: ';', tab: '\t', pipe: '|' } as const

/** How a file is probably to be read, from its first bytes, its first lines and the heads of its columns. @throws UnreadableFile */
export function recognise(bytes: Uint8Array): ImportOptions {
  const encoding = recogniseEncoding(bytes)
  const separator = recogniseSeparator(decode(bytes, encoding))
  const { head } = readTable(bytes, { encoding, separator })
  return { encoding, separator, columns: matchColumns(head) }
}

/** The rows of a file; those without any text are left out. @throws UnreadableFile */
export function readTable(
  bytes: Uint8Array,
  { encoding, separator }: Pick<ImportOptions, 'encoding' | 'separator'>,
): Table {
  const text = decode(bytes, encoding)
  if (text.includes('\0'))
    throw new UnreadableFile('This is no CSV file. In your spreadsheet program choose Save as, then CSV')
  const [head = [], ...records] = parseRecords(text, separator, mostRecords)
  const rows = records
    .map((cells, index) => ({ number: index + 2, cells }))
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
  if (rows.length === 0) throw new UnreadableFile('The file holds no rows below the names of its columns')
  if (rows.length > mostRows || records.length + 1 === mostRecords)
    throw new UnreadableFile('The file must hold 20,000 rows or fewer. Split it into several')
  if (head.length > mostColumns)
    throw new UnreadableFile(`The file must have ${mostColumns} columns or fewer. Delete some`)
  return { head, rows }
}

/** The separator by which most of the first rows have as many cells as the head, and of those the one with most cells. */
function recogniseSeparator(text: string): ImportOptions['separator'] {
  const scores = separators.map((separator) => ({ separator, score: scoreOf(text, separator) }))
  return scores.reduce((best, other) => (other.score > best.score ? other : best)).separator
}

function scoreOf(text: string, separator: ImportOptions['separator']): number {
  try {
    const [head = [], ...rows] = parseRecords(text, separator, 20)
    const alike = rows.filter((cells) => cells.length === head.length).length
    return head.length > 1 ? 1 + alike * mostColumns + Math.min(head.length, mostColumns - 1) : 0
  } catch {
    return 0
  }
}

function parseRecords(text: string, separator: keyof typeof delimiters, most: number): string[][] {
  try {
    return parse(text, {
      delimiter: delimiters[separator],
      relax_column_count: true,
      relax_quotes: true,
      max_record_size: longestRow,
      to: most,
    })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw new UnreadableFile(
      error.code === 'CSV_MAX_RECORD_SIZE'
        ? 'A row of the file is too long. Look for a quote that is opened and never closed'
        : 'This is no CSV file: a quote is opened and never closed. Save it as CSV again',
    )
  }
}
