import { sql } from 'kysely'
import type { Executor, Trx } from '../database.ts'
import { largestInteger } from '../ids.ts'
import type { Actor } from '../policy.ts'
import type { Snapshot, User, UserEvent, Verb } from '../tables.ts'

export type Write = { verb: Exclude<Verb, 'erase'>; revision: number; actor: Actor }

/** `before` is undefined for a new user. */
type Entry = { userId: number; version: number; before: Snapshot | undefined; after: Snapshot }

export async function record(
  trx: Trx,
  { verb, revision, actor }: Write,
  entries: readonly Entry[],
): Promise<void> {
  const who = actorOf(actor)
  // One parameter for all entries.
  await sql`
    insert into events (actor, actor_id, verb, revision, user_id, version, before, after)
    select ${who.actor}, ${who.actorId}, ${verb}, ${revision}, "userId", version, before, after
    from jsonb_to_recordset(${JSON.stringify(entries)})
      as entry ("userId" integer, version integer, before jsonb, after jsonb)`.execute(trx)
}

/** Removes the values from all events and adds an event about that; the actor, the verb and the time stay. */
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

/** An account is named by its id, so that erasing it need not change events. */
export function actorOf({ id, name }: Actor) {
  return { actor: id === null ? name : `account ${id}`, actorId: id }
}

/** Newest first: at most `limit`, all before the version `before`. Actors have their present emails. */
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
