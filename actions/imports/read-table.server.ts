import { type ImportOptions, mostColumns, mostRows } from '../imports.schema.ts'
import { countFooters, findHead, lastHead } from './find-head.server.ts'
import { isBlankRow, readCsv, recogniseDialect } from './formats/csv.server.ts'
import { decode } from './formats/decode.server.ts'
import { recogniseEncoding } from './formats/recognise-encoding.server.ts'
import { UnreadableFile } from './formats/unreadable-file.server.ts'
import { matchColumns } from './match-columns.server.ts'

/** A row as a spreadsheet counts: the first line is row 1. */
export type Row = { number: number; cells: string[] }

/** What a file holds. */
export type Table = { head: string[]; rows: Row[] }

/** The same, and what its page shows to have it read in another way. */
export type ReadTable = Table & {
  /** Rows below the people that are no people, such as a total. */
  footers: Row[]
  /** The rows that could name the columns. */
  heads: Row[]
}

/** How a file is read, without where its columns go. */
export type Reading = Omit<ImportOptions, 'columns'>

/** The most that are read, blank ones too. */
const mostRecords = 5 * mostRows
const sampled = 100

/** How a file is probably to be read, from its bytes, its first lines and the names of its columns. @throws UnreadableFile */
export function recognise(bytes: Uint8Array): ImportOptions {
  const encoding = recogniseEncoding(bytes)
  const text = decode(bytes, encoding)
  const dialect = recogniseDialect(text)
  const headRow = findHead(readCsv(text, dialect, lastHead * 2))
  const options = { encoding, ...dialect, headRow }
  return { ...options, columns: columnsOf(readTable(bytes, options)) }
}

/** Where the columns of a table probably go. */
export function columnsOf({ head, rows }: Table): ImportOptions['columns'] {
  return matchColumns(
    head,
    rows.slice(0, sampled).map(({ cells }) => cells),
  )
}

/** The rows of a file; those without any text are left out. @throws UnreadableFile */
export function readTable(bytes: Uint8Array, { headRow, ...reading }: Reading): ReadTable {
  const records = recordsOf(bytes, reading)
  const all = records
    .map((cells, index) => ({ number: index + 1, cells }))
    .filter(({ cells }) => !isBlankRow(cells))
  const rows = all.filter(({ number }) => number > headRow)
  const widest = rows.reduce((most, { cells }) => Math.max(most, cells.length), 0)
  const head =
    headRow === 0
      ? Array.from({ length: Math.min(widest, mostColumns + 1) }, (_, index) => `Column ${index + 1}`)
      : (records[headRow - 1] ?? [])
  const people = rows.length - countFooters(cellsOf(rows), head.length)
  if (people === 0) throw new UnreadableFile('The file holds no rows below the names of its columns')
  if (people > mostRows || records.length === mostRecords)
    throw new UnreadableFile(
      `The file must hold ${mostRows.toLocaleString('en')} rows or fewer. Split it into several`,
    )
  if (head.length > mostColumns)
    throw new UnreadableFile(`The file must have ${mostColumns} columns or fewer. Delete some`)
  const heads = all.filter(({ number }) => number <= lastHead)
  return { head, rows: rows.slice(0, people), footers: rows.slice(people), heads }
}

function cellsOf(rows: readonly Row[]): string[][] {
  return rows.map(({ cells }) => cells)
}

function recordsOf(bytes: Uint8Array, { encoding, ...dialect }: Omit<Reading, 'headRow'>): string[][] {
  const text = decode(bytes, encoding)
  if (text.includes('\0'))
    throw new UnreadableFile('This is not a CSV file. In your spreadsheet program choose Save as, then CSV')
  return readCsv(text, dialect, mostRecords)
}
