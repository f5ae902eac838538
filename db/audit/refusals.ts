import { sql } from 'kysely'
import type { Executor, Trx } from '../database.ts'
import type { Actor } from '../policy.ts'
import type { AccountEvent, AccountVerb } from '../tables.ts'
import { recordAccount } from './account-events.ts'
import { presentNetwork } from './networks.ts'

export type RefusalVerb = Extract<AccountVerb, 'refuse-sign-in' | 'refuse-code' | 'deny'>

type Refusal = {
  verb: RefusalVerb
  /** Undefined for an unknown email: all of them share one count. */
  accountId: number | undefined
  after?: AccountEvent['after']
}

/**
 * So that nobody can fill the table of events: of the refusals of an account in an hour, the first 20 are events, and one
 * more event counts all others, at the next refusal or by `recordOmitted`.
 * @param db - no transaction, because a rollback would undo the count
 */
export async function recordRefusal(db: Executor, actor: Actor, refusal: Refusal): Promise<void> {
  const { verb, accountId } = refusal
  const { rows } = await sql<{ count: number; omitted: number }>`
    insert into refusals as known (verb, account_id, actor_id, network)
    values (${verb}, ${accountId ?? 0}, ${actor.id ?? 0}, ${presentNetwork()})
    on conflict (verb, account_id, actor_id) do update set
      omitted = case when ${isOver} then greatest(known.count - ${mostEvents}, 0) else 0 end,
      count = case when ${isOver} then 1 else known.count + 1 end,
      since = case when ${isOver} then now() else known.since end,
      network = excluded.network
    returning count, omitted`.execute(db)
  const { count = 0, omitted = 0 } = rows[0] ?? {}
  if (omitted > 0) await recordCount(db, actor, refusal, omitted)
  if (count <= mostEvents) await recordAccount(db, actor, refusal)
}

const mostEvents = 20
const isOver = sql`known.since < now() - interval '1 hour'`

/** Records how many more refusals there were in hours that are over. */
export async function recordOmitted(db: Executor): Promise<void> {
  const { rows } = await sql<Over>`
    delete from refusals where (verb, account_id, actor_id) in (
      select verb, account_id, actor_id from refusals known where ${isOver} limit 1000 for update skip locked
    ) returning verb, account_id as "accountId", actor_id as "actorId", count, network`.execute(db)
  for (const { verb, accountId, actorId, count, network } of rows)
    if (count > mostEvents)
      await recordCount(
        db,
        { id: actorId || null, name: 'Somebody', role: 'viewer' },
        { verb, accountId: accountId || undefined },
        count - mostEvents,
        network,
      )
}

type Over = {
  verb: RefusalVerb
  accountId: number
  actorId: number
  count: number
  network: string | null
}

async function recordCount(
  db: Executor,
  actor: Actor,
  { verb, accountId }: Refusal,
  refused: number,
  network = presentNetwork(),
): Promise<void> {
  await recordAccount(db, actor, { verb, accountId, after: { refused }, network })
}

/** At most once a minute for the same page and right. */
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
    await recordRefusal(db, actor, { verb: 'deny', accountId: actor.id ?? undefined, after: refused })
}

export async function forgetRefusals(trx: Trx, accountId: number): Promise<void> {
  await sql`delete from refusals where account_id = ${accountId} or actor_id = ${accountId}`.execute(trx)
}
