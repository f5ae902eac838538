import { sql } from 'kysely'
import type { Executor } from './database.ts'
import { type Cursor, cutPage, type Order, type Page, parseOrder, type SortKey } from './paging.ts'
import type { Level } from './policy.ts'
import type { User } from './tables.ts'
import { conditionsOf, type Filters, filterKey } from './user-filters.ts'

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

/**
 * The rows of a page in walking order, and one more where there are more: what `cutPage` takes. Each has the `key` that
 * the order compares before the id.
 */
export function usersFrom(db: Executor, { scope, order, filters = {}, level = 'public', from, limit }: Walk) {
  const { by, descending } = parseOrder(order)
  const direction = descending !== (from?.towards === 'previous') ? 'desc' : 'asc'
  const before = sql.raw(direction === 'desc' ? '<' : '>')
  const key = keys[by]
  let query = usersIn(db, scope).select(sql<string | null>`${sql.raw(key.text)}`.as('key'))
  for (const condition of conditionsOf(filters, level)) query = query.where(condition)
  if (from?.key !== undefined)
    query = query.where(
      sql<boolean>`(${sql.raw(key.column)}, id) ${before} (${from.key}::${sql.raw(key.type)}, ${from.id}::integer)`,
    )
  else if (from) query = query.where('id', direction === 'desc' ? '<' : '>', from.id)
  if (by !== 'id') query = query.orderBy(sql.raw(key.column), direction)
  return query.orderBy('id', direction).limit(limit + 1)
}

/** What cursors of a walk are bound to. */
export function listed(walk: Pick<Walk, 'order' | 'filters' | 'from' | 'limit'>) {
  return { order: walk.order, filter: filterKey(walk.filters ?? {}), from: walk.from, limit: walk.limit }
}

/** What each order compares before the id: the expression with an index, its type, and how a cursor writes it. */
const keys: Record<SortKey, { column: string; type: string; text: string }> = {
  id: { column: 'id', type: 'integer', text: 'null::text' },
  name: { column: 'fold(name) collate "C"', type: 'text', text: 'fold(name)' },
  updatedAt: { column: 'updated_at', type: 'timestamptz', text: rfc3339('updated_at') },
}

/** A moment as JSON and cursors write it, to the millisecond. */
export function rfc3339(column: string): string {
  return `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
}
