import { stringify } from 'csv-stringify/sync'
import { csvDialect } from '#actions/spreadsheet/csv-dialect.server.ts'
import { guardQuotes } from '#actions/spreadsheet/formula.server.ts'
import { cellsByKind } from '#actions/spreadsheet/user-cells.server.ts'
import type { VisibleField } from '#db/policy.ts'
import { type FieldName, fieldOf, userFields } from '#db/user-fields.ts'

type Options = {
  /** The fields to write, each with the header of its column. */
  columns: readonly { key: VisibleField; header: string }[]
  /** Starts with a byte-order mark, by which Excel recognises UTF-8. */
  bom: boolean
}

/**
 * Writes users, given as JSON, as CSV rows; the first batch also has the header. Cells that a spreadsheet would run as
 * formulas are escaped. A cell has one link per line, as label, space and address, or one team name per line.
 */
export function csvWriter({ columns, bom }: Options): (users: readonly string[]) => string {
  let header = true
  return (users) => {
    const text = stringify(users.map(toRow), {
      columns: [...columns],
      header,
      ...csvDialect,
    })
    const mark = header && bom ? '\ufeff' : ''
    header = false
    return `${mark}${text}`
  }
}

function toRow(json: string): Record<string, unknown> {
  const user = JSON.parse(json) as Record<string, unknown>
  return Object.fromEntries(Object.entries(user).map(([name, value]) => [name, toCell(name, value)]))
}

function toCell(name: string, value: unknown): unknown {
  const text = name in userFields ? cellsByKind[fieldOf(name as FieldName).kind].write(value as never) : value
  return typeof text === 'string' ? guardQuotes(text) : text
}
