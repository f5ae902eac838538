import { type RawBuilder, sql } from 'kysely'

/** Reads an id from an address: no sign, no leading zero, at most the highest PostgreSQL integer. */
export function parseId(text: string): number | undefined {
  return /^[1-9]\d{0,9}$/.test(text) && Number(text) <= 2_147_483_647 ? Number(text) : undefined
}

/** Sends all ids as one parameter, so the statement stays the same. */
export function idIn(ids: readonly number[]): RawBuilder<boolean> {
  return sql<boolean>`id = any(${ids}::integer[])`
}
