import { UnreadableFile } from './unreadable-file.server.ts'
import { formatNumber, isDateFormat, type NumberStyle } from './xlsx-numbers.server.ts'
import { readXml } from './xml.server.ts'
import { openZip, type Zip } from './zip.server.ts'

/** The rows of one sheet that have text, and the names of all sheets. */
export type Workbook = { sheets: string[]; rows: { number: number; cells: string[] }[] }

type Limits = { rows: number; columns: number }

/**
 * Reads one sheet of an .xlsx file, as people see its cells. Formulas have the value that was saved with them; macros, links and pictures are not looked at.
 * @param sheet - its place among the sheets, from 1
 * @throws UnreadableFile
 */
export async function readXlsx(bytes: Buffer, sheet: number, limits: Limits): Promise<Workbook> {
  const zip = openZip(bytes)
  try {
    const { sheets, is1904 } = readSheets(zip)
    const path = sheets[sheet - 1]?.path
    const xml = path && zip.chunks(path)
    if (!xml) throw new UnreadableFile('Choose another sheet: this one holds no table')
    const shared = await readSharedStrings(zip)
    const rows = await readRows(xml, { shared, styles: readStyles(zip), is1904 }, limits)
    return { sheets: sheets.map(({ name }) => name), rows }
  } catch (error) {
    if (error instanceof UnreadableFile) throw error
    throw new UnreadableFile(
      'This .xlsx file could not be read. Open it in your spreadsheet program and save it again, or save it as CSV',
    )
  }
}

const mostSheets = 99

function readSheets(zip: Zip) {
  const paths = new Map<string, string>()
  readXml(textOf(zip, 'xl/_rels/workbook.xml.rels'), {
    open: (name, attribute) => {
      const target = attribute('Target') ?? ''
      if (name === 'Relationship' && attribute('Type')?.endsWith('/worksheet'))
        paths.set(
          attribute('Id') ?? '',
          (target.startsWith('/') ? target.slice(1) : `xl/${target}`).toLowerCase(),
        )
    },
  })
  const sheets: { name: string; path: string }[] = []
  let is1904 = false
  readXml(textOf(zip, 'xl/workbook.xml'), {
    open: (name, attribute) => {
      if (name === 'workbookPr') is1904 = /^(1|true)$/.test(attribute('date1904') ?? '')
      const path = paths.get(attribute('id') ?? '')
      if (name === 'sheet' && path && sheets.length < mostSheets)
        sheets.push({ name: attribute('name') ?? '', path })
    },
  })
  return { sheets, is1904 }
}

function readStyles(zip: Zip): NumberStyle[] {
  const codes = new Map<string, string>()
  const styles: NumberStyle[] = []
  let inCells = false
  readXml(textOf(zip, 'xl/styles.xml'), {
    open: (name, attribute) => {
      if (name === 'numFmt') codes.set(attribute('numFmtId') ?? '', attribute('formatCode') ?? '')
      else if (name === 'cellXfs') inCells = true
      else if (name === 'xf' && inCells) {
        const id = attribute('numFmtId') ?? '0'
        const code = codes.get(id) ?? ''
        styles.push({ code, isDate: isDateFormat(Number(id), code) })
      }
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false
    },
  })
  return styles
}

async function readSharedStrings(zip: Zip): Promise<string[]> {
  const strings: string[] = []
  const xml = zip.chunks('xl/sharedstrings.xml')
  if (!xml) return strings
  const listeners = textParts((text) => strings.push(text), 'si')
  for await (const part of partsOf(xml, 'sst', 'si')) readXml(part, listeners)
  return strings
}

/** Listens for the texts of an element; what is written above them to be read aloud (rPh) is not part of them. */
function textParts(done: (text: string) => void, element: string) {
  let [text, inText, inReading] = ['', false, false]
  return {
    open: (name: string) => {
      if (name === element) text = ''
      else if (name === 't') inText = !inReading
      else if (name === 'rPh') inReading = true
    },
    close: (name: string) => {
      if (name === element) done(unescapeText(text))
      else if (name === 't') inText = false
      else if (name === 'rPh') inReading = false
    },
    text: (part: string) => {
      if (inText) text += part
    },
  }
}

type Context = { shared: readonly string[]; styles: readonly NumberStyle[]; is1904: boolean }

async function readRows(
  xml: AsyncIterable<Buffer>,
  context: Context,
  limits: Limits,
): Promise<Workbook['rows']> {
  const rows: Workbook['rows'] = []
  const listeners = rowListeners(rows, context, limits)
  for await (const part of partsOf(xml, 'sheetData', 'row')) {
    readXml(part, listeners)
    if (rows.length === limits.rows) break
  }
  return rows
}

// In characters. No more than one part is text at a time, and others get their turn between parts.
const partSize = 500_000
const longestItem = 2_000_000

/** Cuts what an element holds between its items, so that each part is XML of its own. */
async function* partsOf(xml: AsyncIterable<Buffer>, element: string, item: string): AsyncGenerator<string> {
  const opening = new RegExp(`<([\\w.-]{1,30}:)?${element}(?:\\s[^<>]*)?>`)
  const decoder = new TextDecoder()
  let text = ''
  let prefix: string | undefined
  for await (const chunk of xml) {
    text += decoder.decode(chunk, { stream: true })
    if (prefix === undefined) {
      const found = opening.exec(text)
      text = found ? text.slice(found.index + found[0].length) : text.slice(-longestOpening)
      if (found) prefix = found[1] ?? ''
    }
    if (prefix === undefined) continue
    const end = text.indexOf(`</${prefix}${element}>`)
    const cut = end < 0 ? (text.length < partSize ? 0 : endOf(text, `</${prefix}${item}>`)) : end
    if (cut > 0) yield `<part>${text.slice(0, cut)}</part>`
    if (end >= 0) return
    text = text.slice(cut)
    await new Promise((resolve) => setImmediate(resolve))
  }
}

const longestOpening = 1_000

function endOf(text: string, itemEnd: string): number {
  const found = text.lastIndexOf(itemEnd)
  if (found < 0 && text.length > longestItem) throw new RangeError('too long')
  return found < 0 ? 0 : found + itemEnd.length
}

function rowListeners(rows: Workbook['rows'], { shared, styles, is1904 }: Context, limits: Limits) {
  let [number, column, cells] = [0, 0, [] as string[]]
  let [type, style, value, inValue] = ['', 0, '', false]
  const inline = textParts((text) => (value = text), 'is')
  return {
    open: (name: string, attribute: (name: string) => string | undefined) => {
      if (name === 'row') {
        ;[number, column, cells] = [Number(attribute('r') ?? number + 1), 0, []]
      } else if (name === 'c') {
        column = columnOf(attribute('r')) ?? column + 1
        ;[type, style, value] = [attribute('t') ?? 'n', Number(attribute('s') ?? 0), '']
      } else if (name === 'v') inValue = true
      inline.open(name)
    },
    close: (name: string) => {
      inline.close(name)
      if (name === 'v') inValue = false
      else if (name === 'c' && value !== '') {
        const shown = show(value, type, { shared, style: styles[style], is1904 })
        // What is further right only has to be there, to be refused.
        const place = Math.min(column - 1, limits.columns)
        while (cells.length < place) cells.push('')
        cells[place] = shown
      } else if (name === 'row' && cells.length > 0 && rows.length < limits.rows) rows.push({ number, cells })
    },
    text: (part: string) => {
      if (inValue) value += part
      inline.text(part)
    },
  }
}

type Shown = { shared: readonly string[]; style: NumberStyle | undefined; is1904: boolean }

function show(value: string, type: string, { shared, style, is1904 }: Shown): string {
  if (type === 's') return shared[Number(value)] ?? ''
  if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE'
  if (type === 'd') return value.replace(/T00:00(:00(\.0+)?)?Z?$/, '').replace('T', ' ')
  return type === 'n' ? formatNumber(value, style, is1904) : unescapeText(value)
}

/** The column of "AB12", from 1. */
function columnOf(reference: string | undefined): number | undefined {
  const [letters] = /^[A-Z]{1,3}/.exec(reference ?? '') ?? []
  if (!letters) return undefined
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)
}

/** Excel writes control characters as _x000D_. */
function unescapeText(text: string): string {
  return text
    .replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replaceAll(/\r\n?/g, '\n')
}

function textOf(zip: Zip, path: string): string {
  return zip.read(path.toLowerCase())?.toString('utf8') ?? '<none/>'
}
