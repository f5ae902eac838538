import { sql } from 'kysely'
import pg from 'pg'
import type { Executor, Trx } from './database.ts'
import { EmailTaken, NotFound, StaleVersion } from './errors.ts'
import { nextRevision, record } from './events.ts'
import { type Cursor, cutPage, type Order, type Page } from './paging.ts'
import { toE164 } from './phone.ts'
import type { Viewer } from './policy.ts'
import type { Listing, User, Verb } from './tables.ts'

/** What a form says about a user. */
export type UserValues = Omit<Listing, 'phoneE164'>

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

/** The user with this id as outsiders may see it: listed and active, too. */
export async function findPublic(db: Executor, id: number): Promise<User | undefined> {
  const user = await find(db, id)
  return user?.listed && user.status === 'active' ? user : undefined
}

type Walk = { scope: 'public' | 'all'; order: Order; from?: Cursor | undefined; limit: number }

/** A page of users outside the trash; scope `public` leaves out those inactive or not listed. */
export async function list(db: Executor, { scope, order, from, limit }: Walk): Promise<Page<User>> {
  const backwards = from?.towards === 'previous'
  const descending = (order === 'recent') !== backwards
  const direction = descending ? 'desc' : 'asc'
  let query = db.selectFrom('users').selectAll().where('trashedAt', 'is', null)
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

/** Adds a user. @throws EmailTaken */
export async function create(trx: Trx, values: UserValues, viewer: Viewer): Promise<User> {
  const revision = await nextRevision(trx)
  const after = await trx
    .insertInto('users')
    .values(columns(values))
    .returningAll()
    .executeTakeFirstOrThrow()
    .catch(explain)
  await record(trx, [{ verb: 'create', before: undefined, after, revision, viewer }])
  return after
}

/** Adds many users in the order given. @throws EmailTaken, and then adds none */
export async function createMany(trx: Trx, people: readonly UserValues[], viewer: Viewer): Promise<void> {
  const revision = await nextRevision(trx)
  const rows = await trx
    .insertInto('users')
    .values(people.map(columns))
    .returningAll()
    .execute()
    .catch(explain)
  const changes = rows.map((after) => ({
    verb: 'create' as const,
    before: undefined,
    after,
    revision,
    viewer,
  }))
  await record(trx, changes)
}

type Target = { id: number; version: number }

/** Changes a user that is still at `version`. @throws NotFound, StaleVersion, EmailTaken */
export async function update(trx: Trx, target: Target, values: UserValues, viewer: Viewer): Promise<User> {
  return write(trx, { verb: 'update', target, set: columns(values), viewer })
}

/** Moves a user that is still at `version` to the trash, which frees its e-mail. @throws NotFound, StaleVersion */
export async function trash(trx: Trx, target: Target, viewer: Viewer): Promise<User> {
  return write(trx, { verb: 'trash', target, set: { trashedAt: new Date() }, viewer })
}

type Write = {
  verb: Verb
  target: Target
  set: Partial<ReturnType<typeof columns>> & { trashedAt?: Date }
  viewer: Viewer
}

/** The one way an existing row changes: version check, row, revision and audit entry together. */
async function write(trx: Trx, { verb, target, set, viewer }: Write): Promise<User> {
  const revision = await nextRevision(trx)
  const before = await find(trx, target.id)
  if (!before) throw new NotFound()
  if (before.version !== target.version) throw new StaleVersion(before)
  const after = await trx
    .updateTable('users')
    .set({ ...set, version: before.version + 1, updatedAt: new Date() })
    .where('id', '=', target.id)
    .returningAll()
    .executeTakeFirstOrThrow()
    .catch(explain)
  await record(trx, [{ verb, before, after, revision, viewer }])
  return after
}

function columns(values: UserValues) {
  return { ...values, phoneE164: toE164(values.phone), links: JSON.stringify(values.links) }
}

/** What the database refused, in the words of the domain. */
function explain(error: unknown): never {
  if (error instanceof pg.DatabaseError && error.constraint === 'users_email_key') throw new EmailTaken()
  throw error
}
