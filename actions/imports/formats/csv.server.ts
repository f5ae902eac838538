import { Readable } from 'node:stream'
import { type CsvError, type Options, parse } from 'csv-parse'
import { parse as parseAtOnce } from 'csv-parse/sync'
import { type ImportOptions, mostColumns, quotes } from '../../imports.schema.ts'
import { takingTurns } from '../turns.server.ts'
import { UnreadableFile } from './unreadable-file.server.ts'

const longestRow = 200_000

// Of two that fit as well the first is taken: commas also stand in names.
const delimiters = { semicolon: ';', tab: '\t', pipe: '|', comma: ',' } as const
const quoteMarks = { double: '"', backslash: '"', single: "'", none: false } as const

/** How a CSV is written. */
export type Dialect = Pick<ImportOptions, 'separator' | 'otherSeparator' | 'quote'>

/** The rows of a CSV up to so many, blank ones too. Others get their turn between rows. @throws UnreadableFile */
export async function readCsv(text: string, dialect: Dialect, most: number): Promise<string[][]> {
  const rows: string[][] = []
  const turn = takingTurns()
  try {
    const parser = parse(asParsed(dialect))
    // For each row of another length than the first csv-parse makes an error, which takes seconds for thousands of rows.
    // As long as it counts none, each row is the first.
    Object.defineProperty(parser.info, 'records', { get: () => 0, set: () => {} })
    const records: AsyncIterable<string[]> = Readable.from(
      slicesOf(withoutRuns(text, delimiterOf(dialect))),
    ).pipe(parser)
    for await (const record of records) {
      // Nobody looks at cells beyond, and millions of them take much memory.
      rows.push(record.length > mostMarks ? record.slice(0, mostMarks) : record)
      if (rows.length === most) break
      await turn()
    }
  } catch (error) {
    throw inWords(error)
  }
  return rows
}

/** The first rows of a CSV, blank ones too. @throws UnreadableFile */
export function readFirstRows(text: string, dialect: Dialect, most: number): string[][] {
  try {
    return parseAtOnce(withoutRuns(text, delimiterOf(dialect)), { ...asParsed(dialect), to: most })
  } catch (error) {
    throw inWords(error)
  }
}

const mostMarks = 5 * mostColumns

/** Without most of a long run of separators: millions of blank cells take seconds and much memory. */
function withoutRuns(text: string, mark: string): string {
  const run = mark.repeat(mostMarks)
  const parts: string[] = []
  let from = 0
  for (let at = text.indexOf(run); at >= 0; at = text.indexOf(run, from)) {
    parts.push(text.slice(from, at + run.length))
    from = at + run.length
    while (text.startsWith(mark, from)) from += mark.length
  }
  return parts.length === 0 ? text : parts.join('') + text.slice(from)
}

const sliceSize = 65_536

function* slicesOf(text: string): Generator<Buffer> {
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; at += sliceSize) yield bytes.subarray(at, at + sliceSize)
}

function asParsed({ quote, ...separator }: Dialect): Options<string[]> {
  return {
    delimiter: delimiterOf(separator),
    quote: quoteMarks[quote],
    escape: quote === 'backslash' ? '\\' : '"',
    // Some editors end the lines that they add in another way.
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: longestRow,
  }
}

function inWords(error: unknown): unknown {
  // Bundled, both ways to parse have a class of their own for it.
  const { code = '' } = error as Partial<CsvError>
  if (!code.startsWith('CSV_')) return error
  return new UnreadableFile(
    code === 'CSV_MAX_RECORD_SIZE'
      ? 'A row of the file is too long. Look for a quote that is opened and never closed'
      : 'This is not a CSV file: a quote is opened and never closed. Save it as CSV again',
  )
}

/** The mark between two cells. */
export function delimiterOf({ separator, otherSeparator }: Omit<Dialect, 'quote'>): string {
  return separator === 'other' ? otherSeparator || ',' : delimiters[separator]
}

/** Whether a row says nothing: a blank line, or the line by which Excel names the separator. */
export function isBlankRow([first = '', ...others]: readonly string[]): boolean {
  return others.every((cell) => cell.trim() === '') && /^(sep=.?)?$/i.test(first.trim())
}

const looked = 20

/**
 * The separator and quotes by which most rows have as many cells as each other, and of those the ones with most cells.
 * Others get their turn between the ways that are tried.
 */
export async function recogniseDialect(text: string): Promise<Dialect> {
  const start = text.slice(0, longestRow)
  // Read without quotes, what Excel wrote there would split other separators.
  const named = /^\ufeff?sep=(.)\r?\n/i.exec(start)?.[1]
  const marks = named ? [named] : [...Object.values(delimiters), ...unusualSeparators(start)]
  return bestOf(start, dialectsOf(start, marks.map(dialectOf)))
}

type Separator = Omit<Dialect, 'quote'>

function dialectOf(character: string): Separator {
  const [separator] = Object.entries(delimiters).find(([, each]) => each === character) ?? []
  return separator
    ? { separator: separator as keyof typeof delimiters, otherSeparator: '' }
    : { separator: 'other', otherSeparator: character }
}

function dialectsOf(text: string, separators: readonly Separator[]): Dialect[] {
  const tried = quotes.filter((quote) => quote !== 'backslash' || text.includes('\\"'))
  return tried.flatMap((quote) => separators.map((separator) => ({ ...separator, quote })))
}

const mostUnusual = 8

/** Marks of the first line that are in each of the next lines too. */
function unusualSeparators(text: string): string[] {
  const [first = '', ...others] = text.split(/[\r\n]+/, looked).filter((line) => line.trim() !== '')
  const marks = new Set(first.slice(0, 2_000).match(/[^\p{L}\p{N}\s"'@._+()/,;|-]/gu))
  const shared = [...marks].filter((mark) => others.length > 0 && others.every((line) => line.includes(mark)))
  return shared.slice(0, mostUnusual)
}

async function bestOf(text: string, dialects: readonly Dialect[]): Promise<Dialect> {
  const turn = takingTurns()
  const scores: { dialect: Dialect; score: number }[] = []
  for (const dialect of dialects) {
    await turn()
    scores.push({ dialect, score: scoreOf(text, dialect) })
  }
  const [first, ...others] = scores
  const plain: Dialect = { separator: 'comma', otherSeparator: '', quote: 'double' }
  if (!first) return plain
  const { dialect, score } = others.reduce((best, other) => (other.score > best.score ? other : best), first)
  return score > 0 ? dialect : plain
}

function scoreOf(text: string, dialect: Dialect): number {
  const rows = firstRows(text, dialect).filter((cells) => !isBlankRow(cells))
  const width = usualWidth(rows)
  if (width < 2) return 0
  const alike = rows.filter((cells) => cells.length === width).length
  const quoted = rows.filter((cells) => cells.some((cell) => /^(".*"|'.*')$/s.test(cell.trim())))
  // What is read with the right quotes has none left in its cells. Some people write them themselves.
  const bare =
    quoted.length * 10 <= rows.length && !rows.flat().some((cell) => isTorn(cell) || isJoined(cell))
  return 1 + alike * (bare ? 2 : 1) * mostColumns + Math.min(width, mostColumns - 1)
}

/** Part of a cell that was divided at a separator inside its quotes. A name may end in a quotation of its own. */
function isTorn(cell: string): boolean {
  return cell.includes('\\"') || (cell.endsWith('"') && cell.split('"').length % 2 === 0)
}

/** Two cells with another separator between them, of which one is an address: "Ada;ada@example.com". */
function isJoined(cell: string): boolean {
  const parts =
    cell.includes('@') && cell.length < 400 ? cell.split(/[;\t|]/).filter((part) => part.trim() !== '') : []
  const isAddress = (part: string) => /^\s*[^\s@]+@[^\s@]+\.[^\s@]+\s*$/.test(part)
  return parts.some(isAddress) && !parts.every(isAddress)
}

function firstRows(text: string, dialect: Dialect): string[][] {
  try {
    return readFirstRows(text, dialect, looked)
  } catch {
    return []
  }
}

/** The number of cells that most rows have; of two the greater one. */
function usualWidth(rows: readonly string[][]): number {
  const counts = new Map<number, number>()
  for (const { length } of rows) counts.set(length, (counts.get(length) ?? 0) + 1)
  const sorted = [...counts].sort(([width, one], [other, more]) => more - one || other - width)
  return sorted.find(([width]) => width > 1)?.[0] ?? 1
}
