import { type RawBuilder, sql } from 'kysely'
import type { Executor } from './database.ts'
import { type Cursor, cutPage, type Order, type Page, parseOrder, type SortKey } from './paging.ts'
import type { Level } from './policy.ts'
import type { User } from './tables.ts'
import { conditionsOf, type Filters, filterKey, startsWith } from './user-filters.ts'

/** An id as addresses write it: no sign, no leading zero, within PostgreSQL's integer. Otherwise undefined. */
export function parseId(text: string): number | undefined {
  return /^[1-9]\d{0,9}$/.test(text) && Number(text) <= 2_147_483_647 ? Number(text) : undefined
}

/** The user with this id, unless it is missing or in the trash. */
export async function find(db: Executor, id: number): Promise<User | undefined> {
  return usersIn(db, 'all').selectAll().where('id', '=', id).executeTakeFirst()
}

/** The user with this id, if it is in the trash. */
export async function findTrashed(db: Executor, id: number): Promise<User | undefined> {
  return usersIn(db, 'trash').selectAll().where('id', '=', id).executeTakeFirst()
}

/** The user with this id, in the trash or not. */
export async function findAnywhere(db: Executor, id: number): Promise<User | undefined> {
  return db.selectFrom('users').selectAll().where('id', '=', id).executeTakeFirst()
}

/** The user with this id as outsiders may see it: listed and active, too. */
export async function findPublic(db: Executor, id: number): Promise<User | undefined> {
  return usersIn(db, 'public').selectAll().where('id', '=', id).executeTakeFirst()
}

type Scope = 'public' | 'all' | 'trash'

/** Users in the trash, those outside it, or of these the listed and active ones. */
export function usersIn(db: Executor, scope: Scope) {
  const users = db.selectFrom('users').where('trashedAt', scope === 'trash' ? 'is not' : 'is', null)
  return scope === 'public' ? users.where('listed', '=', true).where('status', '=', 'active') : users
}

export type Walk = {
  scope: Scope
  order: Order
  /** Which users, as `level` may look for them. */
  filters?: Filters
  level?: Level
  from?: Cursor | undefined
  limit: number
}

/** A page of users. */
export async function list(db: Executor, walk: Walk): Promise<Page<User>> {
  const { rows, ...ends } = cutPage(await usersFrom(db, walk).selectAll().execute(), listed(walk))
  return { ...ends, rows: rows.map(({ key: _, ...user }) => user) }
}

/** How many users match; at most `most`, so that it is cheap whatever they are. */
export async function countUpTo(db: Executor, { scope, filters = {}, level = 'public' }: Walk, most: number) {
  const matches = where(usersIn(db, scope), conditionsOf(filters, level)).select('id').limit(most)
  const { count } = await db
    .selectFrom(matches.as('matches'))
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

/**
 * The rows of a page in walking order, and one more where there are more: what `cutPage` takes. Each has the `key` that
 * the order compares before the id.
 */
export function usersFrom(db: Executor, walk: Walk) {
  const { order, from } = walk
  if (order === 'match') return bestFirst(db, walk)
  const { by, descending } = parseOrder(order)
  const backwards = from?.towards === 'previous'
  return stretch(db, walk, { by, from, descending: descending !== backwards })
}

type Stretch = {
  by: SortKey
  from: Pick<Cursor, 'id' | 'key'> | undefined
  descending: boolean
  conditions?: RawBuilder<boolean>[]
  /** Stands before the key, so that those of two stretches compare. */
  rank?: '0' | '1'
}

/** Users along one index, from a place in it on. */
function stretch(
  db: Executor,
  { scope, filters = {}, level = 'public', limit }: Walk,
  { by, from, descending, conditions = [], rank }: Stretch,
) {
  const direction = descending ? 'desc' : 'asc'
  const key = keys[by]
  const text = sql<string | null>`${rank ?? ''} || ${sql.raw(key.text)}`
  let query = where(usersIn(db, scope), [...conditionsOf(filters, level), ...conditions]).select(
    (rank === undefined ? sql<string | null>`${sql.raw(key.text)}` : text).as('key'),
  )
  if (from?.key !== undefined)
    query = query.where(
      sql<boolean>`(${sql.raw(key.column)}, id) ${sql.raw(descending ? '<' : '>')} (${from.key}::${sql.raw(key.type)}, ${from.id}::integer)`,
    )
  else if (from) query = query.where('id', descending ? '<' : '>', from.id)
  if (by !== 'id') query = query.orderBy(sql.raw(key.column), direction)
  return query.orderBy('id', direction).limit(limit + 1)
}

/** Two stretches by name, so that each has an index to follow: names that start with the word, then the others. */
function bestFirst(db: Executor, walk: Walk): ReturnType<typeof stretch> {
  const descending = walk.from?.towards === 'previous'
  const starts = startsWith(walk.filters ?? {})
  const [rank = '', ...name] = walk.from?.key ?? ''
  const stretches = (
    [
      ['0', starts],
      ['1', sql<boolean>`not ${starts}`],
    ] as const
  )
    // One that was walked to its end before is left out.
    .filter(([each]) => !walk.from || (descending ? each <= rank : each >= rank))
    .map(([each, condition]) => {
      const from = walk.from && each === rank ? { id: walk.from.id, key: name.join('') } : undefined
      const along = stretch(db, walk, { by: 'name', from, descending, conditions: [condition], rank: each })
      return db.selectFrom(along.selectAll().as('users')).selectAll()
    })
  const [first, second] = stretches
  const both = second && first ? first.unionAll(second) : (first ?? second)
  if (!both) throw new Error('a cursor of the order match starts with its rank')
  const direction = descending ? 'desc' : 'asc'
  return db
    .selectFrom(both.as('users'))
    .select('key')
    .orderBy(sql`key collate "C"`, direction)
    .orderBy('id', direction)
    .limit(walk.limit + 1) as unknown as ReturnType<typeof stretch>
}

function where<Query extends { where(condition: RawBuilder<boolean>): Query }>(
  query: Query,
  conditions: readonly RawBuilder<boolean>[],
): Query {
  return conditions.reduce((narrowed, condition) => narrowed.where(condition), query)
}

/** What cursors of a walk are bound to. */
export function listed(walk: Pick<Walk, 'order' | 'filters' | 'from' | 'limit'>) {
  return { order: walk.order, filter: filterKey(walk.filters ?? {}), from: walk.from, limit: walk.limit }
}

/** What each order compares before the id: the expression with an index, its type, and how a cursor writes it. */
const keys: Record<SortKey, { column: string; type: string; text: string }> = {
  id: { column: 'id', type: 'integer', text: 'null::text' },
  name: { column: 'fold(name) collate "C"', type: 'text', text: 'fold(name)' },
  jobTitle: {
    column: 'job_title_key(job_title) collate "C"',
    type: 'text',
    text: 'job_title_key(job_title)',
  },
  updatedAt: { column: 'updated_at', type: 'timestamptz', text: rfc3339('updated_at') },
}

/** A moment as JSON and cursors write it, to the millisecond. */
export function rfc3339(column: string): string {
  return `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
}
