import { sql } from 'kysely'
import type { Executor } from './database.ts'
import { usersFrom, usersIn } from './find-users.ts'
import { type Cursor, pageEnds } from './paging.ts'
import { type Level, type VisibleField, visibleFields } from './policy.ts'

// PostgreSQL writes the JSON: reading rows and writing them again in Node.js takes longer than the query.
const values: Record<VisibleField, string> = {
  id: 'id',
  name: 'name',
  knownAs: "nullif(known_as, '')",
  jobTitle: "nullif(job_title, '')",
  about: "nullif(about, '')",
  links: `case when links <> '[]' then (
    select json_agg(json_build_object('label', nullif(link ->> 'label', ''), 'url', link ->> 'url'))
    from jsonb_array_elements(links) link) end`,
  location: "nullif(location, '')",
  status: 'status',
  createdAt: rfc3339('created_at'),
  updatedAt: rfc3339('updated_at'),
  email: 'email',
  phone: "nullif(phone, '')",
}

/**
 * The one place where a user becomes JSON: what this level may see, under the field's own name. Absent means "not set
 * or not permitted"; there is never a null.
 */
export function userJson(level: Level) {
  const pairs = visibleFields(level).map((field) => `'${field}', ${values[field]}`)
  return sql<string>`json_strip_nulls(json_build_object(${sql.raw(pairs.join(', '))}))::text`
}

type Walk = { scope: 'public' | 'all'; from?: Cursor | undefined; limit: number }

/** A page of users by id as one JSON array, and the directory's settings at that moment: one row, one statement. */
export async function listJson(db: Executor, level: Level, { scope, from, limit }: Walk) {
  const walk = { scope, order: 'id', from, limit } as const
  const walked = usersFrom(db, walk)
    .select(['id', userJson(level).as('json')])
    .as('walked')
  const direction = sql.raw(from?.towards === 'previous' ? 'desc' : 'asc')
  const numbered = db
    .selectFrom(walked)
    .selectAll()
    .select(sql<number>`row_number() over (order by id ${direction})`.as('place'))
    .as('numbered')
  const { found, lowest, highest, body, ...settings } = await db
    .selectFrom(numbered)
    .select([
      sql<number>`count(*)`.as('found'),
      sql<number | null>`min(id) filter (where place <= ${limit})`.as('lowest'),
      sql<number | null>`max(id) filter (where place <= ${limit})`.as('highest'),
      sql<string | null>`string_agg(json, ',' order by id) filter (where place <= ${limit})`.as('body'),
    ])
    .select((eb) => [
      eb.selectFrom('directory').select('revision').$asScalar().$notNull().as('revision'),
      eb.selectFrom('directory').select('publicView').$asScalar().$notNull().as('publicView'),
    ])
    .executeTakeFirstOrThrow()
  const ends = pageEnds(
    lowest ? { id: lowest } : undefined,
    highest ? { id: highest } : undefined,
    found,
    walk,
  )
  return { ...ends, ...settings, body: `[${body ?? ''}]` }
}

/** A user of the public view as a JSON text, where there is one, and whether that view is open: one statement. */
export async function findPublicJson(db: Executor, id: number, level: Level) {
  const found = usersIn(db, 'public')
    .select(['version', 'updatedAt', userJson(level).as('json')])
    .where('id', '=', id)
    .as('found')
  return db
    .selectFrom('directory')
    .leftJoin(found, (join) => join.onTrue())
    .select(['publicView', 'version', 'updatedAt', 'json'])
    .executeTakeFirstOrThrow()
}

function rfc3339(column: string): string {
  return `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
}
