import { Readable } from 'node:stream'
import { mostSheetRows, sheetEnd, sheetWriter, workbook } from '#actions/spreadsheet/write-xlsx.server.ts'
import { csvWriter } from '../../api/users/csv.ts'
import { toRow } from '../../api/users/row.ts'
import { vcardWriter } from '../../api/users/vcards.ts'
import type { ExportColumn } from './columns.ts'
import { type FormatName, separatorOf } from './formats.ts'

type Given = { columns: readonly ExportColumn[]; origin: string; organisation: string }

type Spreadsheet = Exclude<FormatName, 'vcard'>

/** How each format is written, as `streamUsers` takes it. */
export function writerOf(format: FormatName, { columns, ...card }: Given) {
  if (format === 'vcard') return { write: vcardWriter(card) }
  return spreadsheetWriter(format, columns)
}

/** A spreadsheet with the names of its columns alone. */
export function emptyFile(format: Spreadsheet, columns: readonly ExportColumn[]): BodyInit {
  const { write, end, pack } = spreadsheetWriter(format, columns)
  const text = write([]) + end
  return pack ? (Readable.toWeb(Readable.from(pack([Buffer.from(text)]))) as ReadableStream) : text
}

function spreadsheetWriter(format: Spreadsheet, columns: readonly ExportColumn[]) {
  if (format !== 'xlsx')
    return { write: csvWriter({ columns, separator: separatorOf[format], bom: true }), end: '' }
  const write = sheetWriter(columns)
  return {
    write: (users: readonly string[]) => write(users.map((user) => toRow(user, columns))),
    end: sheetEnd(columns),
    pack: workbook,
    limit: mostSheetRows,
  }
}
