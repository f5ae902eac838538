import { sql } from 'kysely'
import { LRUCache } from 'lru-cache'
import type { Executor } from '../database.ts'
import { keepPlan } from '../kept-plans.ts'
import { cutPage } from '../paging.ts'
import { type Level, type VisibleField, visibleFields } from '../policy.ts'
import { type FieldName, fieldNames, fieldOf } from '../user-fields.ts'
import { usersIn } from './find.ts'
import { inSql, kinds } from './kinds.ts'
import { listed, usersFrom } from './list.ts'
import { matching } from './matches.ts'
import { rfc3339 } from './orders.ts'
import type { IndexedWalk } from './walk.ts'

// PostgreSQL writes the JSON, because reading and writing rows in Node.js takes longer than the query. Each value is a
// JSON text, or null where absent. Joining texts takes half as long as the functions for JSON objects.
const values = {
  id: 'id',
  ...(Object.fromEntries(
    fieldNames.map((name) => [name, kinds[fieldOf(name).kind].json(inSql(name))]),
  ) as Record<FieldName, string>),
  createdAt: `to_json(${rfc3339('created_at')})`,
  updatedAt: `to_json(${rfc3339('updated_at')})`,
} satisfies Record<VisibleField, string>

/** The only place where a user becomes JSON. Fields that are not set or not permitted are absent, never null. */
export function userJson(level: Level, fields: readonly VisibleField[] = visibleFields(level)) {
  const permitted = visibleFields(level).filter((field) => fields.includes(field))
  const pairs = permitted.map((field) => `'"${field}":' || ${values[field]}`)
  return sql<string>`'{' || concat_ws(',', ${sql.raw(pairs.join(', '))}) || '}'`
}

export type ListQuery = IndexedWalk & {
  level: Level
  fields?: readonly VisibleField[] | undefined
  count?: boolean
}

// Building a statement takes longer than running it, and most callers repeat the same query.
const statements = new LRUCache<string, ReturnType<typeof compile>>({ max: 500 })

/** One statement, so that the page and the settings belong to one moment. */
export async function listJson(db: Executor, query: ListQuery) {
  const key = JSON.stringify(query)
  const statement = statements.get(key) ?? compile(db, query)
  statements.set(key, statement)
  const { rows } = await db.executeQuery(statement)
  const [row] = rows
  if (!row) throw new Error('the table directory has no row')
  const { startId, startKey, endId, endKey, walked, ...settings } = row
  const ends = [placeOf(startId, startKey), placeOf(endId, endKey)] as const
  const { rows: users, ...cursors } = cutPage(walked?.split(between) ?? [], ends, listed(query))
  return { ...cursors, ...settings, users }
}

/** Separates users. JSON escapes it, so it is in no user (RFC 8259, section 7). */
const between = '\u001e'

function compile(db: Executor, query: ListQuery) {
  const statement = listStatement(db, query).compile()
  const { q, team = [] } = query.filters ?? {}
  return q || team.length > 0 || query.fields ? statement : keepPlan(statement)
}

function listStatement(db: Executor, query: ListQuery) {
  // A subquery with a limit keeps its order.
  const walked = usersFrom(db, query)
    .select(['id', userJson(query.level, query.fields).as('json')])
    .as('walked')
  const end = sql`least(count(*), ${query.limit})`
  const page = db
    .selectFrom(walked)
    .select([
      sql<number | null>`(array_agg(id))[1]`.as('startId'),
      sql<string | null>`(array_agg(key))[1]`.as('startKey'),
      sql<number | null>`(array_agg(id))[${end}]`.as('endId'),
      sql<string | null>`(array_agg(key))[${end}]`.as('endKey'),
      sql<string | null>`string_agg(json, ${between})`.as('walked'),
    ])
    .as('page')
  return db
    .selectFrom(['directory', page])
    .selectAll('page')
    .select(['revision', 'publicView', 'corsOrigins'])
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

/** One statement reads the user and the settings. */
export async function findJson(db: Executor, id: number, { scope, level, fields }: Single) {
  const found = usersIn(db, scope)
    .select(['version', 'updatedAt', 'namedTeams', userJson(level, fields).as('json')])
    .where('id', '=', id)
    .as('found')
  return db
    .selectFrom('directory')
    .leftJoin(found, (join) => join.onTrue())
    .select([
      'revision',
      'publicView',
      'corsOrigins',
      'organisation',
      'version',
      'updatedAt',
      'namedTeams',
      'json',
    ])
    .executeTakeFirstOrThrow()
}
