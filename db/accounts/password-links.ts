import { sql } from 'kysely'
import type { Executor, Trx } from '../database.ts'
import { digestOf, newSecret } from '../secrets.ts'
import type { Account } from '../tables.ts'

/** Whether a link opens nothing any more. */
export const expiredLink = sql<boolean>`expires_at <= now()`

/** Makes a one-time link for an account, good for 7 days, in place of the one before. @returns the token in it */
export async function makePasswordLink(trx: Trx, accountId: number): Promise<string> {
  const token = newSecret()
  const link = { tokenHash: digestOf(token), expiresAt: sql<Date>`now() + interval '7 days'` }
  await trx
    .insertInto('passwordLinks')
    .values({ accountId, ...link })
    .onConflict((conflict) => conflict.column('accountId').doUpdateSet(link))
    .execute()
  return token
}

/** Makes the link of an account, if there is one, open nothing any more. */
export async function dropPasswordLink(trx: Trx, accountId: number): Promise<void> {
  await trx.deleteFrom('passwordLinks').where('accountId', '=', accountId).execute()
}

/** The account whose link this is; undefined when the link was used, replaced, or has expired. */
export async function findByPasswordLink(db: Executor, token: string): Promise<Account | undefined> {
  return db
    .selectFrom('passwordLinks')
    .innerJoin('accounts', 'accounts.id', 'passwordLinks.accountId')
    .selectAll('accounts')
    .where('passwordLinks.tokenHash', '=', digestOf(token))
    .where(sql<boolean>`not ${expiredLink}`)
    .where('accounts.disabledAt', 'is', null)
    .executeTakeFirst()
}

/** Uses a link up, once of however many at the same time. @returns whether it was good */
export async function redeemPasswordLink(trx: Trx, token: string): Promise<boolean> {
  const used = await trx
    .deleteFrom('passwordLinks')
    .where('tokenHash', '=', digestOf(token))
    .where(sql<boolean>`not ${expiredLink}`)
    .returning('accountId')
    .executeTakeFirst()
  return used !== undefined
}
