import { type RawBuilder, sql } from 'kysely'

/** An id as addresses write it: no sign, no leading zero, within PostgreSQL's integer. Otherwise undefined. */
export function parseId(text: string): number | undefined {
  return /^[1-9]\d{0,9}$/.test(text) && Number(text) <= 2_147_483_647 ? Number(text) : undefined
}

/** Whether the id is one of these: one parameter, however many they are. */
export function idIn(ids: readonly number[]): RawBuilder<boolean> {
  return sql<boolean>`id = any(${ids}::integer[])`
}
