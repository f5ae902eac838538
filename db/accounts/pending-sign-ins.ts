import { sql } from 'kysely'
import type { Executor, Trx } from '../database.ts'
import { digestOf, newSecret } from '../secrets.ts'
import type { Account } from '../tables.ts'

export const expiredPending = sql<boolean>`expires_at <= now()`

/** After a right password: for 5 minutes this browser may give the code. @returns the token for its cookie */
export async function startPending(trx: Trx, accountId: number): Promise<string> {
  const token = newSecret()
  const expiresAt = sql<Date>`now() + interval '5 minutes'`
  await trx
    .insertInto('pendingSignIns')
    .values({ accountId, tokenHash: digestOf(token), expiresAt })
    .execute()
  return token
}

/** Undefined when it was used, or has expired. */
export async function findPending(db: Executor, token: string): Promise<Account | undefined> {
  return db
    .selectFrom('pendingSignIns')
    .innerJoin('accounts', 'accounts.id', 'pendingSignIns.accountId')
    .selectAll('accounts')
    .where('pendingSignIns.tokenHash', '=', digestOf(token))
    .where(sql<boolean>`not ${expiredPending}`)
    .where('accounts.disabledAt', 'is', null)
    .executeTakeFirst()
}

/** Only one of several requests at the same time succeeds. @returns whether it was valid */
export async function redeemPending(trx: Trx, token: string): Promise<boolean> {
  const used = await trx
    .deleteFrom('pendingSignIns')
    .where('tokenHash', '=', digestOf(token))
    .where(sql<boolean>`not ${expiredPending}`)
    .returning('accountId')
    .executeTakeFirst()
  return used !== undefined
}
