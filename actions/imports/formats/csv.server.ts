import { CsvError, parse } from 'csv-parse/sync'
import { type ImportOptions, mostColumns, quotes } from '../../imports.schema.ts'
import { UnreadableFile } from './unreadable-file.server.ts'

const longestRow = 200_000

const delimiters = { comma: ',', semicolon: ';', tab: '\t', pipe: '|' } as const
const quoteMarks = { double: '"', backslash: '"', single: "'", none: false } as const

/** How a CSV is written. */
export type Dialect = Pick<ImportOptions, 'separator' | 'otherSeparator' | 'quote'>

/** The first rows of a CSV, blank ones too. @throws UnreadableFile */
export function readCsv(text: string, dialect: Dialect, most: number): string[][] {
  const { separator, otherSeparator, quote } = dialect
  try {
    return parse(text, {
      delimiter: separator === 'other' ? otherSeparator || ',' : delimiters[separator],
      quote: quoteMarks[quote],
      escape: quote === 'backslash' ? '\\' : '"',
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

/** Whether a row says nothing: a blank line, or the line by which Excel names the separator. */
export function isBlankRow([first = '', ...others]: readonly string[]): boolean {
  return others.every((cell) => cell.trim() === '') && /^(sep=.?)?$/i.test(first.trim())
}

const looked = 20

/** The separator and quotes by which most rows have as many cells as the row before, and of those the ones with most cells. */
export function recogniseDialect(text: string): Dialect {
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

function bestOf(text: string, dialects: readonly Dialect[]): Dialect {
  const scores = dialects.map((dialect) => ({ dialect, score: scoreOf(text, dialect) }))
  const [first, ...others] = scores
  const plain: Dialect = { separator: 'comma', otherSeparator: '', quote: 'double' }
  if (!first) return plain
  return others.reduce((best, other) => (other.score > best.score ? other : best), first).dialect
}

function scoreOf(text: string, dialect: Dialect): number {
  const rows = firstRows(text, dialect).filter((cells) => !isBlankRow(cells))
  const width = usualWidth(rows)
  if (width < 2) return 0
  const alike = rows.filter((cells) => cells.length === width).length
  // What is read with the right quotes has none left in its cells.
  const bare = rows.flat().every((cell) => !/^(".*"|'.*')$/s.test(cell.trim()) && !/\\"|"$/.test(cell))
  return 1 + (alike + (bare ? looked : 0)) * mostColumns + Math.min(width, mostColumns - 1)
}

function firstRows(text: string, dialect: Dialect): string[][] {
  try {
    return readCsv(text, dialect, looked)
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
