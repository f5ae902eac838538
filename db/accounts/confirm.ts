import { sql } from 'kysely'
import { recordAccount } from '../audit/account-events.ts'
import type { Executor, Trx } from '../database.ts'
import type { Account } from '../tables.ts'
import type { Proof } from './second-factor.ts'
import type { SignedIn } from './sessions.ts'
import { prove } from './sign-in.ts'

/**
 * Whether somebody proved who they are within the last 15 minutes of their session. Signing in counts. Who comes by a
 * trusted proxy proves it to that with each request.
 */
export async function isConfirmed(db: Executor, { session }: SignedIn): Promise<boolean> {
  const confirmed = await db
    .selectFrom('sessions')
    .select('id')
    .where('id', '=', session)
    .where(sql<boolean>`(by_proxy or confirmed_at > now() - interval '15 minutes')`)
    .executeTakeFirst()
  return confirmed !== undefined
}

/**
 * @param account - whose password was checked
 * @param proof - of the second factor, which an account that has one must give
 * @throws WrongPassword, FieldRefused
 */
export async function confirm(trx: Trx, actor: SignedIn, account: Account, proof?: Proof): Promise<void> {
  await prove(trx, account, proof)
  await trx
    .updateTable('sessions')
    .set({ confirmedAt: sql<Date>`now()` })
    .where('id', '=', actor.session)
    .execute()
  await recordAccount(trx, actor, { verb: 'confirm', accountId: actor.id })
}
