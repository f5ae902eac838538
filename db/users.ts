import { isDeepStrictEqual } from 'node:util'
import { type RawBuilder, sql } from 'kysely'
import pg from 'pg'
import type { Trx } from './database.ts'
import { EmailTaken, NotFound, StaleVersion } from './errors.ts'
import { listing, listingAt, nextRevision, record } from './events.ts'
import { find, findTrashed } from './find-users.ts'
import { toE164 } from './phone.ts'
import type { Viewer } from './policy.ts'
import type { Listing, User, Verb } from './tables.ts'

/** What a form says about a user. */
export type UserValues = Omit<Listing, 'phoneE164'>

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

/** Changes a user that is still at `version`; one that is as wanted stays at it. @throws NotFound, StaleVersion, EmailTaken */
export async function update(trx: Trx, target: Target, values: UserValues, viewer: Viewer): Promise<User> {
  return write(trx, { verb: 'update', target, values, viewer })
}

/** Moves a user that is still at `version` to the trash, which frees its e-mail. @throws NotFound, StaleVersion */
export async function trash(trx: Trx, target: Target, viewer: Viewer): Promise<User> {
  return write(trx, { verb: 'trash', target, trashedAt: now, viewer })
}

/** Brings a user back from the trash. @throws NotFound, StaleVersion, EmailTaken */
export async function restore(trx: Trx, target: Target, viewer: Viewer): Promise<User> {
  return write(trx, { verb: 'restore', target, trashedAt: null, viewer })
}

/** Gives a user the values of an earlier version again, as `update` does. @throws NotFound, StaleVersion, EmailTaken */
export async function revert(trx: Trx, target: Target, to: number, viewer: Viewer): Promise<User> {
  const values = await listingAt(trx, target.id, to)
  if (!values) throw new NotFound()
  return write(trx, { verb: 'revert', target, values, viewer })
}

type Write = {
  verb: Exclude<Verb, 'erase'>
  target: Target
  values?: UserValues
  trashedAt?: RawBuilder<Date> | null
  viewer: Viewer
}

const now = sql<Date>`now()`

/** The one way an existing row changes: version check, row, revision and audit entry together. */
async function write(trx: Trx, { verb, target, values, viewer, ...rest }: Write): Promise<User> {
  const revision = await nextRevision(trx)
  const before = await (verb === 'restore' ? findTrashed : find)(trx, target.id)
  if (!before) throw new NotFound()
  if (before.version !== target.version) throw new StaleVersion(before)
  if (values && isDeepStrictEqual(listing({ ...before, ...withE164(values) }), listing(before))) return before
  const after = await trx
    .updateTable('users')
    .set({ ...(values && columns(values)), ...rest, version: before.version + 1, updatedAt: now })
    .where('id', '=', target.id)
    .returningAll()
    .executeTakeFirstOrThrow()
    .catch(explain)
  await record(trx, [{ verb, before, after, revision, viewer }])
  return after
}

function withE164(values: UserValues): Listing {
  return { ...values, phoneE164: toE164(values.phone) }
}

function columns(values: UserValues) {
  return { ...withE164(values), links: JSON.stringify(values.links) }
}

/** What the database refused, in the words of the domain. */
function explain(error: unknown): never {
  if (error instanceof pg.DatabaseError && error.constraint === 'users_email_key') throw new EmailTaken()
  throw error
}
