import { sql } from 'kysely'
import type { Executor } from '../database.ts'
import { type Scope, usersIn } from './find.ts'

const mostLocations = 200
const mostLetters = 100

/** In order, the first 200. The index jumps from each to the next, so their people are not read. */
export async function locationsInUse(db: Executor): Promise<string[]> {
  const next = sql`select location from users
    where trashed_at is null and location <> '' and location collate "C" > each.location order by location collate "C" limit 1`
  const { rows } = await sql<{ location: string }>`
    with recursive each (location) as (
      select ''::text collate "C"
      union all
      select (${next}) collate "C" from each where location is not null
    )
    select location from (
      select location from each where location <> '' limit ${mostLocations}
    ) found order by fold(location) collate "C", location`.execute(db)
  return rows.map(({ location }) => location)
}

/** The letters that names or surnames start with, upper case and in order, without accents. */
export async function lettersInUse(
  db: Executor,
  { scope, by }: { scope: Scope; by: 'name' | 'surname' },
): Promise<string[]> {
  const key = sql.ref(by === 'name' ? 'nameKey' : 'surnameKey')
  const next = usersIn(db, scope)
    .select(sql`left(${key}, 1)`.as('letter'))
    .where(sql<boolean>`${key} > each.letter || case when each.letter <> '' then chr(1114111) else '' end`)
    .orderBy(key)
    .limit(1)
  const { rows } = await sql<{ letter: string }>`
    with recursive each (letter) as (
      select ''::text collate "C"
      union all
      select (${next}) collate "C" from each where letter is not null
    )
    select letter from each where letter <> '' limit ${mostLetters}`.execute(db)
  return rows.map(({ letter }) => letter.toUpperCase()).filter((letter) => /^\p{L}/u.test(letter))
}
