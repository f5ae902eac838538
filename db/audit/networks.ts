import { AsyncLocalStorage } from 'node:async_hooks'
import { sql } from 'kysely'
import type { Executor, Trx } from '../database.ts'
import { networkOf } from '../network.ts'

// Pages, actions and instrumentation are separate bundles, so shared state has to be global.
const shared = globalThis as { rollcallNetworks?: AsyncLocalStorage<string> }
shared.rollcallNetworks ??= new AsyncLocalStorage<string>()
const networks = shared.rollcallNetworks

/** From here on, all events of a request carry its network. @param address - of the client */
export function enterNetwork(address: string): void {
  networks.enterWith(networkOf(address))
}

/** Null outside of a request, as in commands. */
export function presentNetwork(): string | null {
  return networks.getStore() || null
}

const isOld = sql<boolean>`events.at < now() - interval '90 days'`

/** Not older than 90 days, also where that was not cleared yet. */
export const shownNetwork = sql<string | null>`case when not (${isOld}) then events.network end`

/** At most 5,000, and no locked ones. */
export async function forgetOldNetworks(db: Executor): Promise<void> {
  await sql`
    update events set network = null where id in (
      select id from events where network is not null and ${isOld} order by at limit 5000 for update skip locked
    )`.execute(db)
}

/** Of what an account did, and of what was done to it. */
export async function forgetNetworks(trx: Trx, accountId: number): Promise<void> {
  await trx
    .updateTable('events')
    .set({ network: null })
    .where('network', 'is not', null)
    .where((eb) => eb.or([eb('actorId', '=', accountId), eb('accountId', '=', accountId)]))
    .execute()
}
