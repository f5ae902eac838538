import { sql } from 'kysely'
import type { Executor, Trx } from '../database.ts'
import type { Viewer } from '../policy.ts'
import type { Listing, User, UserEvent, Verb } from '../tables.ts'
import { storedColumns } from '../users/kinds.ts'
import { blankUser, type UserValues } from '../users/values.ts'

/** Raises the directory's revision and holds it until the transaction ends: revisions follow commit order. */
export async function nextRevision(trx: Trx): Promise<number> {
  const { revision } = await trx
    .updateTable('directory')
    .set((eb) => ({ revision: eb('revision', '+', 1) }))
    .returning('revision')
    .executeTakeFirstOrThrow()
  return revision
}

/** The number of the directory's latest write. */
export async function revision(db: Executor): Promise<number> {
  const row = await db.selectFrom('directory').select('revision').executeTakeFirstOrThrow()
  return row.revision
}

/** One write: what was done, by whom, and the revision it made. */
export type Write = { verb: Exclude<Verb, 'erase'>; revision: number; viewer: Viewer }

/** How a user stood before a write, if at all, and after it. */
type Change = { before: User | undefined; after: User }

/** Writes the audit entries of one write, in its own transaction: one for each user. */
export async function record(
  trx: Trx,
  { verb, revision, viewer }: Write,
  changes: readonly Change[],
): Promise<void> {
  const entries = changes.map(({ before, after }) => ({
    user_id: after.id,
    version: after.version,
    before: before && listing(before),
    after: listing(after),
  }))
  const { actor, actorId } = actorOf(viewer)
  // One parameter, however many there are.
  await sql`
    insert into events (actor, actor_id, verb, revision, user_id, version, before, after)
    select ${actor}, ${actorId}, ${verb}, ${revision}, user_id, version, before, after
    from jsonb_to_recordset(${JSON.stringify(entries)})
      as entry (user_id integer, version integer, before jsonb, after jsonb)`.execute(trx)
}

/** Takes the values out of all events of a user and adds one that says so: who did what and when stays. */
export async function eraseValues(trx: Trx, user: User, revision: number, viewer: Viewer): Promise<void> {
  await trx.updateTable('events').set({ before: null, after: null }).where('userId', '=', user.id).execute()
  const entry = {
    ...actorOf(viewer),
    verb: 'erase' as const,
    userId: user.id,
    version: user.version + 1,
    revision,
  }
  await trx
    .insertInto('events')
    .values({ ...entry, before: null, after: null })
    .execute()
}

/** The columns that tell who did something, without a word that erasing the account would have to take away. */
export function actorOf({ id, name }: Viewer) {
  return { actor: id === null ? name : `account ${id}`, actorId: id }
}

/** Events of a user, newest first: at most `limit`, all of versions before `before`. The actor is named as today. */
export async function history(
  db: Executor,
  userId: number,
  limit: number,
  before = 2_147_483_647,
): Promise<UserEvent[]> {
  return db
    .selectFrom('events')
    .leftJoin('accounts', 'accounts.id', 'events.actorId')
    .selectAll('events')
    .select((eb) => eb.fn.coalesce('accounts.email', 'events.actor').as('actor'))
    .where('events.userId', '=', userId)
    .where('events.version', '<', before)
    .orderBy('events.version', 'desc')
    .limit(limit)
    .$narrowType<UserEvent>()
    .execute()
}

/**
 * How a user stood at a version; undefined when no event tells. A field that is younger than the event was blank then, but for
 * teams: an event from before there were any has none.
 */
export async function listingAt(db: Executor, userId: number, version: number): Promise<Listing | undefined> {
  const event = await db
    .selectFrom('events')
    .select('after')
    .where('userId', '=', userId)
    .where('version', '=', version)
    .$narrowType<Pick<UserEvent, 'after'>>()
    .executeTakeFirst()
  if (!event?.after) return undefined
  const { teams: _, ...blank } = toListing(blankUser)
  return { ...blank, ...event.after }
}

/** Values of a form as rows and events hold them. */
export function toListing(values: UserValues): Listing {
  return Object.fromEntries(storedColumns.map(({ name, from }) => [name, from(values)])) as Listing
}

/** The columns of a user that an editor can change. */
export function listing(user: User): Listing {
  return Object.fromEntries(storedColumns.map(({ name }) => [name, user[name]])) as Listing
}
