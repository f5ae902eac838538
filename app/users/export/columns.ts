import type { SheetColumn } from '#actions/spreadsheet/write-xlsx.server.ts'
import { headOf } from '#actions/user-words.schema.ts'
import { type Level, type VisibleField, visibleFields } from '#db/policy.ts'
import { fieldNames, fieldOf, type Kind } from '#db/user-fields.ts'

export type ExportColumn = SheetColumn & { key: VisibleField }

const widths: Record<Kind, number> = {
  line: 22,
  paragraphs: 50,
  email: 32,
  phone: 22,
  teams: 24,
  links: 40,
  status: 10,
  listed: 8,
}

/** The columns of a form that people fill in. */
export const fieldColumns: readonly ExportColumn[] = fieldNames.map((key) => ({
  key,
  header: headOf(key),
  width: widths[fieldOf(key).kind],
}))

/** The columns of all people. */
export function exportColumns(level: Level): readonly ExportColumn[] {
  const columns = [{ key: 'id', header: 'Id', width: 8, numbers: true } as const, ...fieldColumns]
  return columns.filter(({ key }) => visibleFields(level).includes(key))
}
