import { type RawBuilder, sql } from 'kysely'

/** Whether the id is one of these: one parameter, however many they are. */
export function idIn(ids: readonly number[]): RawBuilder<boolean> {
  return sql<boolean>`id = any(${ids}::integer[])`
}
