import { alone, type MemoryLimit, memoryLimit } from './sheet-memory.server.ts'
import { UnreadableFile } from './unreadable-file.server.ts'
import type { SheetLimits, Workbook } from './workbook.server.ts'
import { formatNumber, isDateFormat, type NumberStyle, showDate } from './xlsx-numbers.server.ts'
import { fillIn, type RawCell, type UsedTexts, usedTexts } from './xlsx-texts.server.ts'
import { readXml } from './xml.server.ts'
import { partsOf, textParts, unescapeText } from './xml-parts.server.ts'
import { openZip, type Zip } from './zip.server.ts'

/**
 * Reads one sheet of an .xlsx file, as people see its cells. Formulas have the value that was saved with them; macros, links and pictures are not looked at.
 * @param sheet - its place among the sheets, from 1
 * @throws UnreadableFile
 */
export async function readXlsx(bytes: Buffer, sheet: number, limits: SheetLimits): Promise<Workbook> {
  const zip = openZip(bytes)
  try {
    const { sheets, is1904 } = readSheets(zip)
    const path = sheets[sheet - 1]?.path
    const xml = path && zip.chunks(path)
    if (!xml) throw new UnreadableFile('Choose another sheet: this one holds no table')
    const [used, memory] = [usedTexts(), memoryLimit()]
    const rows = await readRows(xml, { used, memory, styles: readStyles(zip), is1904 }, limits)
    await fillIn(rows, used, zip.chunks('xl/sharedstrings.xml'), memory)
    return { sheets: sheets.map(({ name }) => name), rows: rows as Workbook['rows'] }
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

// As many as Excel takes.
const mostStyles = 65_490

function readStyles(zip: Zip): NumberStyle[] {
  const codes = new Map<string, string>()
  const styles: NumberStyle[] = []
  let inCells = false
  readXml(textOf(zip, 'xl/styles.xml'), {
    open: (name, attribute) => {
      if (name === 'numFmt') codes.set(attribute('numFmtId') ?? '', attribute('formatCode') ?? '')
      else if (name === 'cellXfs') inCells = true
      else if (name === 'xf' && inCells && styles.length < mostStyles) {
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

type RawRow = { number: number; cells: RawCell[] }
type Context = { used: UsedTexts; memory: MemoryLimit; styles: readonly NumberStyle[]; is1904: boolean }

async function readRows(
  xml: AsyncIterable<Buffer>,
  context: Context,
  limits: SheetLimits,
): Promise<RawRow[]> {
  const rows: RawRow[] = []
  const listeners = rowListeners(rows, context, limits)
  for await (const part of partsOf(xml, 'sheetData', 'row')) {
    readXml(part, listeners)
    if (rows.length === limits.rows) break
  }
  return rows
}

function rowListeners(rows: RawRow[], { used, memory, styles, is1904 }: Context, limits: SheetLimits) {
  let [number, column, cells] = [0, 0, [] as RawCell[]]
  let [type, style, value, inValue] = ['', 0, '', false]
  const inline = textParts((text) => (value = text), 'is')

  function ownText(written: string): string {
    const text = alone(show(written, type, styles[style], is1904))
    memory.takeText(text)
    return text
  }

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
        // What is further right only has to be there, to be refused.
        const place = Math.min(column - 1, limits.columns)
        while (cells.length < place) cells.push('')
        cells[place] = type === 's' ? used.use(Number(value)) : ownText(value)
      } else if (name === 'row' && cells.length > 0 && rows.length < limits.rows) {
        memory.takePlaces(cells.length)
        // Without the room that an array has to grow.
        rows.push({ number, cells: cells.slice() })
      }
    },
    text: (part: string) => {
      if (inValue) value += part
      inline.text(part)
    },
  }
}

function show(value: string, type: string, style: NumberStyle | undefined, is1904: boolean): string {
  if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE'
  if (type === 'd') return showDate(value)
  if (type === 'n') return formatNumber(value, style, is1904)
  return type === 'inlineStr' ? value : unescapeText(value)
}

/** The column of "AB12", from 1. */
function columnOf(reference: string | undefined): number | undefined {
  const [letters] = /^[A-Z]{1,3}/.exec(reference ?? '') ?? []
  if (!letters) return undefined
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)
}

function textOf(zip: Zip, path: string): string {
  return zip.read(path.toLowerCase())?.toString('utf8') ?? '<none/>'
}
