import { sql } from 'kysely'
import type { Executor } from '../database.ts'
import { usersIn } from '../users/find.ts'

/** Active people whom no row of a file means. */
export type Missing = {
  count: number
  /** Another text for other people. */
  hash: string
  /** All active people. */
  of: number
  /** The first of them by name. */
  names: string[]
  /** Everybody whom a row means. */
  meant: number[]
}

const mostNamed = 20

/** @param meant - the ids of everybody whom a row means */
export async function missingPeople(db: Executor, meant: number[]): Promise<Missing> {
  const people = missingFrom(db, meant)
  const { count, hash } = await people
    .select((eb) => eb.fn.countAll<number>().as('count'))
    // A sum needs no order, and no memory for a million ids.
    .select(sql<string>`coalesce(sum(hashint8extended(id, 0)), 0)::text`.as('hash'))
    .executeTakeFirstOrThrow()
  const { of } = await active(db)
    .select((eb) => eb.fn.countAll<number>().as('of'))
    .executeTakeFirstOrThrow()
  const named = await people.select('name').orderBy('nameKey').orderBy('id').limit(mostNamed).execute()
  return { count, hash, of, names: named.map(({ name }) => name), meant }
}

/** @param meant - the ids of everybody whom a row means */
export function missingFrom(db: Executor, meant: readonly number[]) {
  return active(db).where(sql<boolean>`not (id = any(${meant}::integer[]))`)
}

function active(db: Executor) {
  return usersIn(db, 'untrashed').where('status', '=', 'active')
}
