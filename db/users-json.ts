import { sql } from 'kysely'
import type { Executor } from './database.ts'
import { listed, rfc3339, usersFrom, usersIn, type Walk } from './find-users.ts'
import { pageEnds } from './paging.ts'
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
 * @param fields - some of those; all when absent
 */
export function userJson(level: Level, fields: readonly VisibleField[] = visibleFields(level)) {
  const pairs = visibleFields(level)
    .filter((field) => fields.includes(field))
    .map((field) => `'${field}', ${values[field]}`)
  return sql<string>`json_strip_nulls(json_build_object(${sql.raw(pairs.join(', '))}))::text`
}

/** What is asked of a list: a walk as a level may take it, which fields, and whether all that match are counted. */
export type ListQuery = Walk & { level: Level; fields?: readonly VisibleField[] | undefined; count?: boolean }

/** A page of users as one JSON array, and the directory's settings at that moment: one row, one statement. */
export async function listJson(db: Executor, query: ListQuery) {
  const backwards = query.from?.towards === 'previous'
  const walked = usersFrom(db, query)
    .select(['id', userJson(query.level, query.fields).as('json')])
    .as('walked')
  // Rows come in walking order, which a subquery with a limit keeps.
  const numbered = db
    .selectFrom(walked)
    .selectAll()
    .select(sql<number>`row_number() over ()`.as('place'))
    .as('numbered')
  const shown = sql`place <= ${query.limit}`
  const { found, startId, startKey, endId, endKey, body, ...settings } = await db
    .selectFrom(numbered)
    .select([
      sql<number>`count(*)`.as('found'),
      sql<number | null>`min(id) filter (where place = 1)`.as('startId'),
      sql<string | null>`min(key) filter (where place = 1)`.as('startKey'),
      sql<number | null>`(array_agg(id order by place desc) filter (where ${shown}))[1]`.as('endId'),
      sql<string | null>`(array_agg(key order by place desc) filter (where ${shown}))[1]`.as('endKey'),
      sql<
        string | null
      >`string_agg(json, ',' order by place ${sql.raw(backwards ? 'desc' : 'asc')}) filter (where ${shown})`.as(
        'body',
      ),
    ])
    .select((eb) => [
      eb.selectFrom('directory').select('revision').$asScalar().$notNull().as('revision'),
      eb.selectFrom('directory').select('publicView').$asScalar().$notNull().as('publicView'),
    ])
    .executeTakeFirstOrThrow()
  const ends = [placeOf(startId, startKey), placeOf(endId, endKey)]
  const [first, last] = backwards ? ends.reverse() : ends
  return { ...pageEnds(first, last, found, listed(query)), ...settings, body: `[${body ?? ''}]` }
}

function placeOf(id: number | null, key: string | null) {
  return id === null ? undefined : { id, key }
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
