import { sql } from 'kysely'
import type { Executor } from '../database.ts'
import type { Actor } from '../policy.ts'
import type { Account, AccountEvent, AccountState, AccountVerb } from '../tables.ts'
import { actorOf } from './events.ts'
import { presentNetwork, shownNetwork } from './networks.ts'

type Entry = {
  verb: AccountVerb
  /** Undefined for tokens, settings, or a sign-in with an unknown email. */
  accountId: number | undefined
  before?: AccountEvent['before']
  after?: AccountEvent['after']
  /** By default that of the request. */
  network?: string | null
}

export async function recordAccount(db: Executor, actor: Actor, entry: Entry): Promise<void> {
  await recordAccounts(db, actor, [entry])
}

export async function recordAccounts(db: Executor, actor: Actor, entries: readonly Entry[]): Promise<void> {
  for (let from = 0; from < entries.length; from += rowsAtOnce)
    await db
      .insertInto('events')
      .values(entries.slice(from, from + rowsAtOnce).map((entry) => rowOf(actor, entry)))
      .execute()
}

// PostgreSQL takes 65,535 parameters at most.
const rowsAtOnce = 1_000

function rowOf(actor: Actor, entry: Entry) {
  const { verb, accountId = null, before, after, network = presentNetwork() } = entry
  return {
    ...actorOf(actor),
    verb,
    accountId,
    network,
    before: before ? JSON.stringify(before) : null,
    after: after ? JSON.stringify(after) : null,
  }
}

/** The actor, the verb and the time stay. */
export async function eraseAccountValues(db: Executor, accountId: number): Promise<void> {
  await db
    .updateTable('events')
    .set({ before: null, after: null })
    .where('accountId', '=', accountId)
    .execute()
}

/** `subject` is the account's present email, if it still exists. */
export type NamedEvent = AccountEvent & { subject: string | null }

/** Newest first: at most `limit`, all before the event `before`. */
export async function accountHistory(
  db: Executor,
  limit: number,
  { accountId, before }: { accountId?: number; before?: number | undefined } = {},
): Promise<NamedEvent[]> {
  return db
    .selectFrom('events')
    .leftJoin('accounts as actors', 'actors.id', 'events.actorId')
    .leftJoin('accounts as subjects', 'subjects.id', 'events.accountId')
    .selectAll('events')
    .select((eb) => [eb.fn.coalesce('actors.email', 'events.actor').as('actor'), 'subjects.email as subject'])
    .select(shownNetwork.as('network'))
    .where('events.userId', 'is', null)
    .$if(accountId !== undefined, (query) => query.where('events.accountId', '=', accountId ?? 0))
    .$if(before !== undefined, (query) => query.where('events.id', '<', before ?? 0))
    .orderBy('events.id', 'desc')
    .limit(limit)
    .$narrowType<{ verb: AccountVerb }>()
    .execute()
}

export async function accountAt(db: Executor, accountId: number, version: number) {
  const event = await db
    .selectFrom('events')
    .leftJoin('users', (join) => join.on(sql<boolean>`users.id = (events.after ->> 'userId')::integer`))
    .select([
      'events.after',
      sql<string | null>`coalesce(nullif(users.email, ''), users.id::text)`.as('userEmail'),
    ])
    .where('events.accountId', '=', accountId)
    .where(sql`events.after ->> 'version'`, '=', String(version))
    .orderBy('events.id', 'desc')
    .$narrowType<{ after: AccountState }>()
    .executeTakeFirst()
  return event && { email: event.after.email, role: event.after.role, userEmail: event.userEmail ?? '' }
}

export function accountState({ email, role, userId, version, disabledAt }: Account): AccountState {
  return { email, role, userId, version, disabled: disabledAt !== null }
}
