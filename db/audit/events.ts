import { sql } from 'kysely'
import type { Executor, Trx } from '../database.ts'
import { largestInteger } from '../ids.ts'
import type { Actor } from '../policy.ts'
import type { Origin, Snapshot, User, UserEvent, Verb } from '../tables.ts'
import { forgetFileNames } from './deeds.ts'
import { presentNetwork } from './networks.ts'

export type Write = { verb: Exclude<Verb, 'erase'>; revision: number; actor: Actor; origin: Origin }

/** `before` is undefined for a new user. */
type Entry = { userId: number; version: number; before: Snapshot | undefined; after: Snapshot }

export async function record(
  trx: Trx,
  { verb, revision, actor, origin }: Write,
  entries: readonly Entry[],
): Promise<void> {
  const who = actorOf(actor)
  // Only the first event of a write has its network, because forgetting it writes the row again.
  const known = entries.map((entry, index) => (index === 0 ? { ...entry, network: presentNetwork() } : entry))
  // One parameter for all entries.
  await sql`
    insert into events (actor, actor_id, verb, revision, origin, user_id, version, before, after, network)
    select ${who.actor}, ${who.actorId}, ${verb}, ${revision}, ${origin}, "userId", version, before, after, network
    from jsonb_to_recordset(${JSON.stringify(known)})
      as entry ("userId" integer, version integer, before jsonb, after jsonb, network text)`.execute(trx)
}

/** Removes the values from all events and adds an event about that; the actor, the verb and the time stay. */
export async function eraseValues(
  trx: Trx,
  user: User,
  { revision, actor, origin }: Omit<Write, 'verb'>,
): Promise<void> {
  await trx.updateTable('events').set({ before: null, after: null }).where('userId', '=', user.id).execute()
  await forgetFileNames(trx, user.id)
  const entry = {
    ...actorOf(actor),
    verb: 'erase' as const,
    userId: user.id,
    version: user.version + 1,
    revision,
    origin,
    network: presentNetwork(),
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

/** With what is known of the whole write: by what it was done, and how many people it changed. */
export type HistoryEvent = UserEvent & { fileName: string; people: number }

/** Newest first: at most `limit`, all before the version `before`. Actors have their present names or emails. */
export async function history(
  db: Executor,
  userId: number,
  limit: number,
  before = largestInteger,
): Promise<HistoryEvent[]> {
  return (
    db
      .selectFrom('events')
      .innerJoin('deeds', 'deeds.revision', 'events.revision')
      .leftJoin('accounts', 'accounts.id', 'events.actorId')
      .leftJoin('users as own', 'own.id', 'accounts.userId')
      .selectAll('events')
      .select(['deeds.origin', 'deeds.fileName', 'deeds.people'])
      .select((eb) => eb.fn.coalesce('own.name', 'accounts.email', 'events.actor').as('actor'))
      // For admins alone, who read it in the timeline.
      .select(sql<string | null>`null`.as('network'))
      .where('events.userId', '=', userId)
      .where('events.version', '<', before)
      .orderBy('events.version', 'desc')
      .limit(limit)
      .$narrowType<HistoryEvent>()
      .execute()
  )
}
