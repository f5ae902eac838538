import { alone, type MemoryLimit, memoryLimit } from './sheet-memory.server.ts'
import { UnreadableFile } from './unreadable-file.server.ts'
import type { SheetLimits, Workbook } from './workbook.server.ts'
import { formatNumber, showDate } from './xlsx-numbers.server.ts'
import { readXml } from './xml.server.ts'
import { partsOf } from './xml-parts.server.ts'
import { openZip } from './zip.server.ts'

const unreadable =
  'This .ods file could not be read. Open it in your spreadsheet program and save it again, without a password, or save it as .xlsx or CSV'

/**
 * Reads one sheet of an OpenDocument spreadsheet, as people see its cells. Formulas have the value that was saved with them; comments,
 * drawings and copies of other files are left out. https://docs.oasis-open.org/office/OpenDocument/v1.3/
 * @param sheet - its place among the sheets, from 1
 * @throws UnreadableFile
 */
export async function readOds(bytes: Buffer, sheet: number, limits: SheetLimits): Promise<Workbook> {
  const xml = openZip(bytes).chunks('content.xml')
  if (!xml) throw new UnreadableFile(unreadable)
  const sheets: string[] = []
  const rows: Workbook['rows'] = []
  const listeners = rowListeners(rows, memoryLimit(), limits)
  let isWanted = false
  try {
    for await (const part of partsOf(xml, 'spreadsheet', 'table:table-row')) {
      for (const piece of withoutFrames(part)) {
        const name = nameOfSheet(piece)
        isWanted = name === undefined ? isWanted : sheets.length + 1 === sheet && !isCopy(name)
        if (name !== undefined && !isCopy(name) && sheets.length < mostSheets) sheets.push(name)
        if (isWanted && rows.length < limits.rows) readXml(`<part>${piece}</part>`, listeners)
      }
    }
  } catch (error) {
    if (error instanceof UnreadableFile) throw error
    throw new UnreadableFile(unreadable)
  }
  if (sheets.length === 0) throw new UnreadableFile(unreadable)
  if (!sheets[sheet - 1]) throw new UnreadableFile('Choose another sheet: this one holds no table')
  return { sheets, rows }
}

const mostSheets = 99

// What a part may begin or end within, so that it has one tag of the two.
const frames = /<(\/?)(table:(?:table|table-row-group|table-header-rows))((?:\s[^<>]*?)?)(\/?)>/g

/** The pieces of a part, of which each sheet begins one, and in which every element that is open is closed. */
function withoutFrames(part: string): string[] {
  return part
    .replace(/^<part>|<\/part>$/g, '')
    .replaceAll(frames, (_, end: string, name: string, attributes: string) =>
      end ? '' : `<${name}${attributes}/>`,
    )
    .split(/(?=<table:table[\s/])/)
}

/** The name of the sheet that a piece begins. */
function nameOfSheet(piece: string): string | undefined {
  if (!/^<table:table[\s/]/.test(piece)) return undefined
  let name = ''
  readXml(piece.slice(0, piece.indexOf('>') + 1), {
    open: (_, attribute) => {
      name = attribute('name') ?? ''
    },
  })
  return name
}

/** Cells of another file, which formulas refer to. */
function isCopy(name: string): boolean {
  return name.startsWith("'file:")
}

type Cell = { text: string; isWritten: boolean; type: string; value: string; repeated: number }

function rowListeners(rows: Workbook['rows'], memory: MemoryLimit, limits: SheetLimits) {
  let [number, next, cells] = [0, 1, [] as string[]]
  let cell: Cell | undefined
  // How deep below a cell, and below what is no part of its text.
  let [depth, ignored, place] = [0, 0, 0]

  function openCell(attribute: (name: string) => string | undefined): void {
    const type = attribute('value-type') ?? ''
    const value = attribute(type === 'float' ? 'value' : `${type}-value`) ?? attribute('value') ?? ''
    cell = { text: '', isWritten: false, type, value, repeated: count(attribute('number-columns-repeated')) }
    ;[depth, ignored] = [0, 0]
  }

  function closeCell({ repeated, ...written }: Cell): void {
    const text = alone(shown(written))
    // What is further right only has to be there, to be refused.
    const end = Math.min(place + repeated, limits.columns + 1)
    if (text !== '' && place < end) {
      while (cells.length < place) cells.push('')
      memory.takeText(text)
      memory.takePlaces(end - place)
      while (cells.length < end) cells.push(text)
    }
    place = Math.min(place + repeated, limits.columns + 1)
  }

  function closeRow(): void {
    // Rows that repeat people would be the same people again.
    if (cells.length > 0 && rows.length < limits.rows) rows.push({ number, cells })
  }

  return {
    open: (name: string, attribute: (name: string) => string | undefined) => {
      if (cell) {
        depth++
        if (ignored > 0 || isBeside(name, depth)) ignored++
        else if (name === 'p') {
          if (cell.isWritten) cell.text += '\n'
          cell.isWritten = true
        } else if (name === 's') cell.text += ' '.repeat(Math.min(count(attribute('c')), 100))
        else if (name === 'tab') cell.text += '\t'
        else if (name === 'line-break') cell.text += '\n'
      } else if (name === 'table-row') {
        ;[number, cells, place] = [next, [], 0]
        next += count(attribute('number-rows-repeated'))
      } else if (name === 'table-cell' || name === 'covered-table-cell') openCell(attribute)
    },
    close: (name: string) => {
      if (cell && depth > 0) {
        depth--
        if (ignored > 0) ignored--
      } else if (cell) {
        closeCell(cell)
        cell = undefined
      } else if (name === 'table-row') closeRow()
    },
    text: (part: string) => {
      if (cell && depth > 0 && ignored === 0) cell.text += part
    },
  }
}

/** Whether an element in a cell is no part of its text: a comment, a drawing, how the text is read aloud. */
function isBeside(name: string, depth: number): boolean {
  return depth === 1 ? name !== 'p' : ['annotation', 'note', 'ruby-text', 'frame'].includes(name)
}

function shown({ text, type, value }: Pick<Cell, 'text' | 'type' | 'value'>): string {
  if (type === 'date') return showDate(value)
  if (type === 'boolean') return value.toUpperCase()
  // A number as it is shown, with the zeros in front, unless it is cut short.
  if (type === 'float' && !/^[\d+()/. -]+$/.test(text)) return formatNumber(value, undefined, false)
  return text || (type === 'string' ? value : '')
}

function count(written: string | undefined): number {
  const number = Number(written ?? 1)
  return Number.isInteger(number) && number > 0 ? number : 1
}
