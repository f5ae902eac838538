import { CsvError, parse } from 'csv-parse/sync'
import { type ImportOptions, mostColumns, mostRows, quotes, separators } from '../imports.schema.ts'
import { decode } from './formats/decode.server.ts'
import { recogniseEncoding } from './formats/recognise-encoding.server.ts'
import { matchColumns } from './match-columns.server.ts'

/** The file cannot be read as a table. The message is for the person who chose it. */
export class UnreadableFile extends Error {}

/** A row as a spreadsheet counts: the first line is row 1. */
export type Row = { number: number; cells: string[] }

/** What a file holds. */
export type Table = { head: string[]; rows: Row[] }

/** The most that are read, blank ones too. */
const mostRecords = 5 * mostRows
const longestRow = 200_000

const delimiters = { comma: ',', semicolon: ';', tab: '\t', pipe: '|' } as const
const quoteMarks = { double: '"', single: "'", none: false } as const

type Form = Pick<ImportOptions, 'separator' | 'quote'>

/** How a file is probably to be read, from its first bytes, its first lines and the heads of its columns. @throws UnreadableFile */
export function recognise(bytes: Uint8Array): ImportOptions {
  const encoding = recogniseEncoding(bytes)
  const form = recogniseForm(decode(bytes, encoding))
  const { head } = readTable(bytes, { encoding, ...form })
  return { encoding, ...form, columns: matchColumns(head) }
}

/** The rows of a file; those without any text are left out. @throws UnreadableFile */
export function readTable(
  bytes: Uint8Array,
  { encoding, ...form }: Form & Pick<ImportOptions, 'encoding'>,
): Table {
  const text = decode(bytes, encoding)
  if (text.includes('\0'))
    throw new UnreadableFile('This is not a CSV file. In your spreadsheet program choose Save as, then CSV')
  const records = parseRecords(text, form, mostRecords)
  const top = records.findIndex(isHead)
  const head = records[top] ?? []
  const rows = records
    .map((cells, index) => ({ number: index + 1, cells }))
    .slice(top + 1)
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
  if (top < 0 || rows.length === 0)
    throw new UnreadableFile('The file holds no rows below the names of its columns')
  if (rows.length > mostRows || records.length === mostRecords)
    throw new UnreadableFile(
      `The file must hold ${mostRows.toLocaleString('en')} rows or fewer. Split it into several`,
    )
  if (head.length > mostColumns)
    throw new UnreadableFile(`The file must have ${mostColumns} columns or fewer. Delete some`)
  return { head, rows }
}

/** Whether a record names columns: not a blank line, nor the line by which Excel tells the separator. */
function isHead([first = '', ...others]: string[]): boolean {
  const isBlank = others.every((cell) => cell.trim() === '')
  return !isBlank || !/^(sep=.?)?$/i.test(first.trim())
}

/** The separator and quotes by which most of the first rows have as many cells as the head, and of those the ones with most cells. */
function recogniseForm(text: string): Form {
  const forms = quotes.flatMap((quote) => separators.map((separator) => ({ separator, quote })))
  const scores = forms.map((form) => ({ form, score: scoreOf(text, form) }))
  return scores.reduce((best, other) => (other.score > best.score ? other : best)).form
}

const looked = 20

function scoreOf(text: string, form: Form): number {
  try {
    const records = parseRecords(text, form, looked)
    const top = records.findIndex(isHead)
    const head = records[top] ?? []
    const alike = records.slice(top + 1).filter((cells) => cells.length === head.length).length
    if (head.length < 2) return 0
    // What is read with the right quotes has none left around its cells.
    const bare = records.flat().every((cell) => !/^(".*"|'.*')$/s.test(cell.trim()))
    return 1 + (alike + (bare ? looked : 0)) * mostColumns + Math.min(head.length, mostColumns - 1)
  } catch {
    return 0
  }
}

function parseRecords(text: string, { separator, quote }: Form, most: number): string[][] {
  try {
    return parse(text, {
      delimiter: delimiters[separator],
      quote: quoteMarks[quote],
      // Some editors end the lines that they add in another way.
      record_delimiter: ['\r\n', '\n', '\r'],
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
        : 'This is not a CSV file: a quote is opened and never closed. Save it as CSV again',
    )
  }
}
