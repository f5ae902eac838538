import { isDeepStrictEqual } from 'node:util'
import { type RawBuilder, sql } from 'kysely'
import pg from 'pg'
import type { Trx } from './database.ts'
import { eraseAccountOf } from './erase-account.ts'
import { EmailTaken, NotConfirmed, NotFound, StaleVersion } from './errors.ts'
import { eraseValues, listing, listingAt, nextRevision, record } from './events.ts'
import { find, findTrashed } from './find-users.ts'
import { toE164 } from './phone.ts'
import type { Viewer } from './policy.ts'
import { forget, forgetAccountForms } from './submissions.ts'
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

/**
 * Erases a user in the trash for ever: the row, their account, the values in the events, and what the forms about it left
 * behind. The events themselves stay, and one says who erased it when.
 * @param confirmation - the user's name, typed again
 * @throws NotFound, StaleVersion, NotConfirmed, LastAdmin
 */
export async function erase(trx: Trx, target: Target, confirmation: string, viewer: Viewer): Promise<void> {
  const revision = await nextRevision(trx)
  const user = await findAt(trx, target, findTrashed)
  if (asShown(user.name) !== asShown(confirmation)) throw new NotConfirmed()
  // Held, so that no account is linked to it meanwhile.
  await trx.selectFrom('users').select('id').where('id', '=', user.id).forUpdate().execute()
  await eraseAccountOf(trx, user.id, viewer)
  await eraseValues(trx, user, revision, viewer)
  await forget(trx, `/users/${user.id}`)
  await forgetAccountForms(trx)
  await trx.deleteFrom('users').where('id', '=', user.id).execute()
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
  const before = await findAt(trx, target, verb === 'restore' ? findTrashed : find)
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

async function findAt(trx: Trx, { id, version }: Target, look: typeof find): Promise<User> {
  const user = await look(trx, id)
  if (!user) throw new NotFound()
  if (user.version !== version)
    throw new StaleVersion({ noun: 'user', id, version: user.version, values: listing(user) })
  return user
}

/** A name as a page shows it: white space as one space, invisible characters not at all. */
function asShown(name: string): string {
  return name
    .replaceAll(/\p{Cf}/gu, '')
    .replaceAll(/\s+/gu, ' ')
    .trim()
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
