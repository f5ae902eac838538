import { guardQuotes } from './formula.server.ts'
import { type ZipEntry, zip } from './write-zip.server.ts'

export const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** The most rows of a sheet, below the names of its columns. */
export const mostSheetRows = 1_048_575

/** Width in characters. A column of numbers has numbers, all others text. */
export type SheetColumn = { header: string; width: number; numbers?: boolean }

/**
 * A sheet, given as rows. Each text is a cell of text, in which no program looks for a number, a date or a formula; in the
 * empty rows below, too, so that a phone number that is typed there keeps its plus.
 */
export function sheetWriter(
  columns: readonly SheetColumn[],
): (rows: readonly (readonly (string | number)[])[]) => string {
  let number = 0
  return (rows) => {
    const start =
      number === 0
        ? sheetStart(columns) +
          rowXml(
            columns.map(({ header }) => header),
            ++number,
            head,
          )
        : ''
    return start + rows.map((row) => rowXml(row, ++number, text)).join('')
  }
}

/** After the last row. */
export function sheetEnd(columns: readonly SheetColumn[]): string {
  // Without it Excel marks each staff number as a number that is stored as text.
  const all = `A1:${letterOf(columns.length - 1)}${mostSheetRows + 1}`
  return `</sheetData><ignoredErrors><ignoredError sqref="${all}" numberStoredAsText="1"/></ignoredErrors></worksheet>`
}

/** A workbook of one sheet, made as it is read. @param sheet - its XML, in parts */
export function workbook(sheet: ZipEntry['content']): AsyncGenerator<Uint8Array> {
  const fixed = Object.entries(parts).map(([name, xml]) => ({ name, content: [Buffer.from(prolog + xml)] }))
  return zip([...fixed, { name: 'xl/worksheets/sheet1.xml', content: sheet }])
}

// The styles of cells, by their places in `cellXfs` below.
const [text, head] = [1, 2]

function sheetStart(columns: readonly SheetColumn[]): string {
  const widths = columns.map(
    ({ width, numbers }, index) =>
      `<col min="${index + 1}" max="${index + 1}" width="${width}" style="${numbers ? 0 : text}" customWidth="1"/>`,
  )
  const frozen = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
  return `${prolog}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0">${frozen}</sheetView></sheetViews><cols>${widths.join('')}</cols><sheetData>`
}

function rowXml(cells: readonly (string | number)[], number: number, style: number): string {
  const xml = cells.map((cell, index) => {
    const reference = `${letterOf(index)}${number}`
    if (typeof cell === 'number') return `<c r="${reference}"><v>${cell}</v></c>`
    if (cell === '') return ''
    return `<c r="${reference}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(guardQuotes(cell))}</t></is></c>`
  })
  return `<row r="${number}">${xml.join('')}</row>`
}

/** The column of a place, from 0, among the first 26. */
function letterOf(index: number): string {
  return String.fromCharCode(65 + index)
}

/** Also what XML cannot hold, and what would look like it, as Excel writes them: _x000D_. */
function escapeXml(cell: string): string {
  return cell
    .replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll(/(?![\n\t])[\p{Cc}\ufffe\uffff]/gu, (character) => `_x${hexOf(character)}_`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
}

function hexOf(character: string): string {
  return character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')
}

const prolog = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packages = 'http://schemas.openxmlformats.org/package/2006'
const spreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** All but the sheet. The format 49 is text. */
const parts = {
  '[Content_Types].xml': `<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${spreadsheet}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${spreadsheet}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${spreadsheet}.styles+xml"/></Types>`,
  '_rels/.rels': `<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="People" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
  'xl/styles.xml': `<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/><xf numFmtId="49" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" applyNumberFormat="1" applyFont="1"/></cellXfs></styleSheet>`,
}
