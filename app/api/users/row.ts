import { cellsByKind } from '#actions/spreadsheet/user-cells.server.ts'
import type { VisibleField } from '#db/policy.ts'
import { type FieldName, fieldOf, userFields } from '#db/user-fields.ts'

/** The fields to write, each with the header of its column. */
export type Columns = readonly { key: VisibleField; header: string }[]

/**
 * A user, given as JSON, as cells. A cell has one link per line, as label, space and address, or one team name per line; what
 * is absent is ''.
 */
export function toRow(json: string, columns: Columns): (string | number)[] {
  const user = JSON.parse(json) as Partial<Record<VisibleField, unknown>>
  return columns.map(({ key }) => toCell(key, user[key]))
}

function toCell(name: string, value: unknown): string | number {
  if (value === undefined) return ''
  return name in userFields
    ? cellsByKind[fieldOf(name as FieldName).kind].write(value as never)
    : (value as string | number)
}
