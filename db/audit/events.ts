import { sql } from 'kysely'
import type { Executor, Trx } from '../database.ts'
import { largestInteger } from '../ids.ts'
import type { Actor } from '../policy.ts'
import type { Listing, User, UserEvent, Verb } from '../tables.ts'

/** One write: what was done, by whom, and the revision it made. */
export type Write = { verb: Exclude<Verb, 'erase'>; revision: number; actor: Actor }

/** The values of a user before a write, if they were there, and after it. */
type Entry = { userId: number; version: number; before: Listing | undefined; after: Listing }

/** Writes the audit entries of one write, in its own transaction: one for each user. */
export async function record(
  trx: Trx,
  { verb, revision, actor }: Write,
  entries: readonly Entry[],
): Promise<void> {
  const who = actorOf(actor)
  // One parameter, however many there are.
  await sql`
    insert into events (actor, actor_id, verb, revision, user_id, version, before, after)
    select ${who.actor}, ${who.actorId}, ${verb}, ${revision}, "userId", version, before, after
    from jsonb_to_recordset(${JSON.stringify(entries)})
      as entry ("userId" integer, version integer, before jsonb, after jsonb)`.execute(trx)
}

/** Takes the values out of all events of a user and adds one that says so: who did what and when stays. */
export async function eraseValues(trx: Trx, user: User, revision: number, actor: Actor): Promise<void> {
  await trx.updateTable('events').set({ before: null, after: null }).where('userId', '=', user.id).execute()
  const entry = {
    ...actorOf(actor),
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
export function actorOf({ id, name }: Actor) {
  return { actor: id === null ? name : `account ${id}`, actorId: id }
}

/** Events of a user, newest first: at most `limit`, all of versions before `before`. The actor is named as today. */
export async function history(
  db: Executor,
  userId: number,
  limit: number,
  before = largestInteger,
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
