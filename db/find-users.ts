import { sql } from 'kysely'
import type { Executor } from './database.ts'
import { type Cursor, cutPage, type Order, type Page } from './paging.ts'
import type { User } from './tables.ts'

/** An id as addresses write it: no sign, no leading zero, within PostgreSQL's integer. Otherwise undefined. */
export function parseId(text: string): number | undefined {
  return /^[1-9]\d{0,9}$/.test(text) && Number(text) <= 2_147_483_647 ? Number(text) : undefined
}

/** The user with this id, unless it is missing or in the trash. */
export async function find(db: Executor, id: number): Promise<User | undefined> {
  return db
    .selectFrom('users')
    .selectAll()
    .where('id', '=', id)
    .where('trashedAt', 'is', null)
    .executeTakeFirst()
}

/** The user with this id, if it is in the trash. */
export async function findTrashed(db: Executor, id: number): Promise<User | undefined> {
  return db
    .selectFrom('users')
    .selectAll()
    .where('id', '=', id)
    .where('trashedAt', 'is not', null)
    .executeTakeFirst()
}

/** The user with this id as outsiders may see it: listed and active, too. */
export async function findPublic(db: Executor, id: number): Promise<User | undefined> {
  const user = await find(db, id)
  return user?.listed && user.status === 'active' ? user : undefined
}

type Walk = { scope: 'public' | 'all' | 'trash'; order: Order; from?: Cursor | undefined; limit: number }

/** A page of users: those in the trash, those outside it, or of these the listed and active ones. */
export async function list(db: Executor, { scope, order, from, limit }: Walk): Promise<Page<User>> {
  const backwards = from?.towards === 'previous'
  const descending = (order === 'recent') !== backwards
  const direction = descending ? 'desc' : 'asc'
  let query = db
    .selectFrom('users')
    .selectAll()
    .where('trashedAt', scope === 'trash' ? 'is not' : 'is', null)
  if (scope === 'public') query = query.where('listed', '=', true).where('status', '=', 'active')
  if (from?.key) {
    const place = sql`(${from.key}::timestamptz, ${from.id}::integer)`
    query = query.where(sql<boolean>`(updated_at, id) ${sql.raw(descending ? '<' : '>')} ${place}`)
  } else if (from) {
    query = query.where('id', descending ? '<' : '>', from.id)
  }
  if (order === 'recent') query = query.orderBy('updatedAt', direction)
  const rows = await query
    .orderBy('id', direction)
    .limit(limit + 1)
    .execute()
  return cutPage(rows, limit, order, from)
}
