import { type ImportOptions, largestText, mostColumns, mostRows } from '../imports.schema.ts'
import { isOwnFile, nameOfColumn } from './columns/known-heads.server.ts'
import { matchColumns } from './columns/match-columns.server.ts'
import { findHead, isOnItsSide, lastHead } from './find-head.server.ts'
import { isBlankRow, readCsv, readFirstRows, recogniseDialect } from './formats/csv.server.ts'
import { decode } from './formats/decode.server.ts'
import { type Kind, kindOf, kindOfText } from './formats/file-kind.server.ts'
import { readOds } from './formats/ods.server.ts'
import { recogniseEncoding } from './formats/recognise-encoding.server.ts'
import { UnreadableFile } from './formats/unreadable-file.server.ts'
import { readVcards } from './formats/vcards.server.ts'
import { readXlsx } from './formats/xlsx.server.ts'
import { withoutLines } from './lines-without-people.server.ts'
import { areTurned } from './turned-names.server.ts'

/** A row as a spreadsheet counts: the first line is row 1. */
export type Row = { number: number; cells: string[] }

/** What a file holds. */
export type Table = { head: string[]; rows: Row[] }

/** The same, and what its page shows to have it read in another way. */
export type ReadTable = Table & {
  kind: Kind
  /** The names of the sheets of a workbook. */
  sheets: string[]
  /** Rows below the people that are no people, such as a total. */
  footers: Row[]
  /** How many rows among the people name the columns once more. */
  repeatedHeads: number
  /** The rows that could name the columns. */
  heads: Row[]
}

/** How a file is read, without where its columns go. */
export type Reading = Pick<
  ImportOptions,
  'encoding' | 'separator' | 'otherSeparator' | 'quote' | 'sheet' | 'headRow'
>

/** The most lines of a text that are read, blank ones too. */
const mostLines = 5 * mostRows
/** The most rows of a sheet that are read. Blank ones are not among them. */
const mostSheetRows = mostRows + 1_000
const mostSheetsTried = 5
const sampled = 100

/** How a file is probably to be read, from its bytes, its first lines and the names of its columns. @throws UnreadableFile */
export async function recognise(bytes: Buffer): Promise<ImportOptions> {
  const kind = kindOf(bytes)
  const reading = kind === 'text' ? await recogniseText(bytes) : await recogniseSheet(bytes, kind)
  const table = await readTable(bytes, reading)
  if (isOnItsSide(table.heads)) throw new UnreadableFile(onItsSide)
  return {
    ...reading,
    ...guessOf(table),
    blanks: isOwnFile(table.head) ? 'clear' : 'keep',
    ...undecided,
  }
}

const onItsSide =
  'The first column holds the names of the fields, and each person has a column. Turn the table round: in your spreadsheet program copy it, then choose Paste special and Transpose'

/** What only people decide, once they saw the rows. */
export const undecided: Pick<ImportOptions, 'answers' | 'otherAnswers' | 'corrections' | 'withoutCells'> = {
  answers: [],
  otherAnswers: '',
  corrections: [],
  withoutCells: false,
}

const readWorkbook = { xlsx: readXlsx, ods: readOds } as const

const plain = { separator: 'comma', otherSeparator: '', quote: 'double', sheet: 1, headRow: 1 } as const

/** The first sheet with a table: a cover comes before it in many workbooks. */
async function recogniseSheet(bytes: Buffer, kind: keyof typeof readWorkbook): Promise<Reading> {
  for (let sheet = 1; ; sheet++) {
    const limits = { rows: 2 * lastHead, columns: mostColumns }
    const { rows, sheets } = await readWorkbook[kind](bytes, sheet, limits)
    if (rows.length > 1 || sheet >= Math.min(sheets.length, mostSheetsTried))
      return rows.length > 1
        ? { encoding: 'utf-8', ...plain, sheet, headRow: findHead(rows) }
        : { encoding: 'utf-8', ...plain }
  }
}

async function recogniseText(bytes: Buffer): Promise<Reading> {
  if (bytes.length > largestText)
    throw new UnreadableFile(
      `The file must be ${largestText / 1_000_000} MB or smaller, or be saved as .xlsx`,
    )
  const encoding = recogniseEncoding(bytes)
  const text = decode(bytes, encoding)
  if (kindOfText(text) !== 'text') return { encoding, ...plain }
  const dialect = await recogniseDialect(text)
  return {
    ...plain,
    encoding,
    ...dialect,
    headRow: findHead(numbered(readFirstRows(text, dialect, 2 * lastHead))),
  }
}

/** The row that probably names the columns. @throws UnreadableFile */
export async function headOf(bytes: Buffer, reading: Reading): Promise<number> {
  return findHead((await readRows(bytes, reading)).rows.slice(0, 2 * lastHead))
}

/** Where the columns of a table probably go, and whether its names are written "Last, First". */
export function guessOf({ head, rows }: Table): Pick<ImportOptions, 'columns' | 'turnNames'> {
  const cells = rows.slice(0, sampled).map((row) => row.cells)
  const columns = matchColumns(head, cells)
  const name = columns.indexOf('name')
  const names = isOwnFile(head) ? [] : cells.map((row) => row[name] ?? '')
  return { columns, turnNames: areTurned(names, head[name]) }
}

/** The rows of a file; those without any text are left out. @throws UnreadableFile */
export async function readTable(bytes: Buffer, { headRow, ...reading }: Reading): Promise<ReadTable> {
  const { rows: all, head: own, ...source } = await readRows(bytes, reading)
  const below = own ? all : all.filter(({ number }) => number > headRow)
  const widest = below.reduce((most, { cells }) => Math.max(most, cells.length), 0)
  const head =
    own ??
    (headRow === 0
      ? Array.from({ length: Math.min(widest, mostColumns + 1) }, (_, index) => nameOfColumn(index))
      : (all.find(({ number }) => number === headRow)?.cells ?? []))
  if (all.length === 0 && !own) throw new UnreadableFile('The file is empty')
  if (head.length > mostColumns)
    throw new UnreadableFile(`The file must have ${mostColumns} columns or fewer. Delete some`)
  const { people, ...others } = own
    ? { people: below, footers: [], repeatedHeads: 0 }
    : withoutLines(below, head)
  if (people.length === 0)
    throw new UnreadableFile(
      own ? 'The file holds no people' : 'The file holds no rows below the names of its columns',
    )
  if (people.length > mostRows) throw tooManyRows()
  const heads = own ? [] : all.filter(({ number }) => number <= lastHead)
  return { ...source, head, rows: people, ...others, heads }
}

/** What a file holds. Some kinds have names of columns of their own. */
type Source = Pick<ReadTable, 'kind' | 'sheets' | 'rows'> & { head?: string[] }

async function readRows(bytes: Buffer, reading: Omit<Reading, 'headRow'>): Promise<Source> {
  const packed = kindOf(bytes)
  if (packed !== 'text') {
    const limits = { rows: mostSheetRows, columns: mostColumns }
    const { rows, sheets } = await readWorkbook[packed](bytes, reading.sheet, limits)
    return { kind: packed, sheets, rows: rows.filter(({ cells }) => !isBlankRow(cells)) }
  }
  const text = decode(bytes, reading.encoding)
  const kind = kindOfText(text)
  if (kind === 'vcard') return { kind, sheets: [], ...(await readVcards(text, mostRows + 1)) }
  const lines = await readCsv(text, reading, mostLines)
  if (lines.length === mostLines) throw tooManyRows()
  return { kind, sheets: [], rows: numbered(lines) }
}

function numbered(lines: readonly string[][]): Row[] {
  return lines.map((cells, index) => ({ number: index + 1, cells })).filter(({ cells }) => !isBlankRow(cells))
}

function tooManyRows(): UnreadableFile {
  return new UnreadableFile(
    `The file must hold ${mostRows.toLocaleString('en')} rows or fewer. Split it into several`,
  )
}
