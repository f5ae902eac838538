import { sql } from 'kysely'
import type { Executor } from '../database.ts'
import type { Actor } from '../policy.ts'
import type { Account, AccountEvent, AccountState, AccountVerb } from '../tables.ts'
import { actorOf } from './events.ts'

type Entry = {
  verb: AccountVerb
  /** Undefined for tokens, settings, or a sign-in with an unknown email. */
  accountId: number | undefined
  before?: AccountEvent['before']
  after?: AccountEvent['after']
}

export async function recordAccount(db: Executor, actor: Actor, entry: Entry): Promise<void> {
  const { verb, accountId = null, before, after } = entry
  await db
    .insertInto('events')
    .values({
      ...actorOf(actor),
      verb,
      accountId,
      before: before ? JSON.stringify(before) : null,
      after: after ? JSON.stringify(after) : null,
    })
    .execute()
}

/** At most once a minute for the same refusal, so that refusals cannot fill the table. */
export async function recordDenial(
  db: Executor,
  actor: Actor,
  refused: { permission: string; page: string },
): Promise<void> {
  const latest = await db
    .selectFrom('events')
    .select('id')
    .where('accountId', '=', actor.id)
    .where('verb', '=', 'deny')
    .where('after', '=', JSON.stringify(refused) as never)
    .where('at', '>', sql<Date>`now() - interval '1 minute'`)
    .executeTakeFirst()
  if (!latest)
    await recordAccount(db, actor, { verb: 'deny', accountId: actor.id ?? undefined, after: refused })
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
    .select(['events.after', 'users.email as userEmail'])
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
