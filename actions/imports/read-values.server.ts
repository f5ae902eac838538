import * as z from 'zod/mini'
import { type FieldName, fieldNames, fieldOf } from '#db/user-fields.ts'
import type { UserValues } from '#db/users/values.ts'
import type { KnownTeams } from '../spreadsheet/read-cells.server.ts'
import { cellsByKind } from '../spreadsheet/user-cells.server.ts'
import { userForm } from '../users.schema.ts'
import type { Cells } from './row-cells.server.ts'

/** What keeps a cell from being taken, and what to do about it. */
type Refusal = { field: FieldName; message: string }

type Read = { values: Partial<UserValues>; refusals: Refusal[]; newTeams: string[] }

/**
 * Makes a reader of rows: their cells as values, checked as the form checks them. A blank cell of one of these fields clears
 * the field, or is refused where the field is required; a blank status or "Listed" says nothing.
 */
export function valuesReader(blankFields: readonly FieldName[], find: KnownTeams) {
  const schemas = new Map<string, z.ZodMiniObject>()
  return (cells: Cells): Read => {
    const counts = (field: FieldName) =>
      blankFields.includes(field) &&
      !cellOf(field).blankSaysNothing &&
      (field in cells || fieldOf(field).required)
    const said = fieldNames.filter((field) => cells[field] || counts(field))
    const key = said.join()
    const schema = schemas.get(key) ?? only(said)
    schemas.set(key, schema)
    const refusals: Refusal[] = []
    const newTeams: string[] = []
    const payload: Record<string, unknown> = {}
    for (const field of said) {
      const read = cellOf(field).read(cells[field] ?? '', find)
      payload[field] = read.sent
      refusals.push(...(read.refusals ?? []).map((message) => ({ field, message })))
      newTeams.push(...(read.newTeams ?? []))
    }
    const { data, error } = z.safeParse(schema, payload)
    for (const { path, message } of error?.issues ?? []) {
      const field = path[0] as FieldName
      refusals.push({ field, message: cellOf(field).refusal ?? message })
    }
    return { values: (data ?? {}) as Partial<UserValues>, refusals, newTeams }
  }
}

function cellOf(field: FieldName) {
  return cellsByKind[fieldOf(field).kind]
}

function only(fields: readonly FieldName[]): z.ZodMiniObject {
  const mask = Object.fromEntries(fields.map((field) => [field, true as const]))
  return z.pick(userForm, mask as Record<FieldName, true>) as unknown as z.ZodMiniObject
}
