import { sql } from 'kysely'
import { LRUCache } from 'lru-cache'
import type { Executor } from './database.ts'
import { usersIn } from './find-users.ts'
import { type IndexedWalk, listed, matching, rfc3339, usersFrom } from './list-users.ts'
import { pageEnds } from './paging.ts'
import { type Level, type VisibleField, visibleFields } from './policy.ts'

/** A field that stands in a file for accounts: whether somebody is listed is nothing that the JSON for others tells. */
export type ExportedField = VisibleField | 'listed'

// PostgreSQL writes the JSON: reading rows and writing them again in Node.js takes longer than the query.
const values: Record<ExportedField, string> = {
  id: 'id',
  name: 'name',
  knownAs: "nullif(known_as, '')",
  jobTitle: "nullif(job_title, '')",
  teams: `case when teams <> '{}' then (
    select json_agg(json_build_object('id', team.id, 'name', team.name) order by fold(team.name) collate "C", team.id)
    from unnest(teams, string_to_array(team_names, E'\\n')) team (id, name)) end`,
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
  listed: 'listed',
}

/**
 * The one place where a user becomes JSON: what this level may see, under the field's own name. Absent means "not set
 * or not permitted"; there is never a null.
 * @param fields - some of those; all when absent
 * @param listed - whether they come with `listed`, which is for accounts alone
 */
export function userJson(
  level: Level,
  fields: readonly VisibleField[] = visibleFields(level),
  listed = false,
) {
  const permitted: readonly ExportedField[] = visibleFields(level).filter((field) => fields.includes(field))
  const pairs = [...permitted, ...(listed ? (['listed'] as const) : [])].map(
    (field) => `'${field}', ${values[field]}`,
  )
  return sql<string>`json_strip_nulls(json_build_object(${sql.raw(pairs.join(', '))}))::text`
}

/** What is asked of a list: a walk as a level may take it, which fields, and whether all that match are counted. */
export type ListQuery = IndexedWalk & {
  level: Level
  fields?: readonly VisibleField[] | undefined
  /** Whether users come with `listed`, which is for accounts alone. */
  listed?: boolean
  /** Whether all that match are counted, on whatever page. */
  count?: boolean
  /** What stands between two users. */
  separator?: ',' | '\n'
}

// Putting the statement together takes longer than running it, and most callers ask the same again and again.
const statements = new LRUCache<string, ReturnType<ReturnType<typeof listStatement>['compile']>>({ max: 500 })

/** A page of users, each as JSON, and the directory's settings at that moment: one row, one statement. */
export async function listJson(db: Executor, query: ListQuery) {
  const key = JSON.stringify(query)
  const statement = statements.get(key) ?? listStatement(db, query).compile()
  statements.set(key, statement)
  const { rows } = await db.executeQuery(statement)
  const [row] = rows
  if (!row) throw new Error('the table directory has no row')
  const { found, startId, startKey, endId, endKey, body, ...settings } = row
  const ends = [placeOf(startId, startKey), placeOf(endId, endKey)]
  const [first, last] = query.from?.towards === 'previous' ? ends.reverse() : ends
  return { ...pageEnds(first, last, found, listed(query)), ...settings, body: body ?? '' }
}

function listStatement(db: Executor, query: ListQuery) {
  const walked = usersFrom(db, query)
    .select(['id', userJson(query.level, query.fields, query.listed).as('json')])
    .as('walked')
  // Rows come in walking order, which a subquery with a limit keeps.
  const numbered = db
    .selectFrom(walked)
    .selectAll()
    .select(sql<number>`row_number() over ()`.as('place'))
    .as('numbered')
  const shown = sql`place <= ${query.limit}`
  const direction = sql.raw(query.from?.towards === 'previous' ? 'desc' : 'asc')
  return db
    .selectFrom(numbered)
    .select([
      sql<number>`count(*)`.as('found'),
      sql<number | null>`min(id) filter (where place = 1)`.as('startId'),
      sql<string | null>`min(key) filter (where place = 1)`.as('startKey'),
      sql<number | null>`(array_agg(id order by place desc) filter (where ${shown}))[1]`.as('endId'),
      sql<string | null>`(array_agg(key order by place desc) filter (where ${shown}))[1]`.as('endKey'),
      sql<
        string | null
      >`string_agg(json, ${query.separator ?? ','} order by place ${direction}) filter (where ${shown})`.as(
        'body',
      ),
    ])
    .select((eb) => [
      eb.selectFrom('directory').select('revision').$asScalar().$notNull().as('revision'),
      eb.selectFrom('directory').select('publicView').$asScalar().$notNull().as('publicView'),
      eb.selectFrom('directory').select('corsOrigins').$asScalar().$notNull().as('corsOrigins'),
    ])
    .$if(query.count === true, (counted) => counted.select(countUsers(db, query).as('total')))
}

function placeOf(id: number | null, key: string | null) {
  return id === null ? undefined : { id, key }
}

function countUsers(db: Executor, query: ListQuery) {
  return matching(db, query)
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .$asScalar()
}

type Single = Pick<ListQuery, 'scope' | 'level' | 'fields'>

/** A user as a JSON text, where this caller may see one, and the directory's settings: one statement. */
export async function findJson(db: Executor, id: number, { scope, level, fields }: Single) {
  const found = usersIn(db, scope)
    .select(['version', 'updatedAt', 'teamNames', userJson(level, fields).as('json')])
    .where('id', '=', id)
    .as('found')
  return db
    .selectFrom('directory')
    .leftJoin(found, (join) => join.onTrue())
    .select(['publicView', 'corsOrigins', 'version', 'updatedAt', 'teamNames', 'json'])
    .executeTakeFirstOrThrow()
}
