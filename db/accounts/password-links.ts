import { sql } from 'kysely'
import type { Executor, Trx } from '../database.ts'
import { digestOf, newSecret } from '../secrets.ts'
import type { Account } from '../tables.ts'

export const expiredLink = sql<boolean>`expires_at <= now()`

/** Valid for 7 days; replaces the link before. @returns the token */
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

export async function dropPasswordLink(trx: Trx, accountId: number): Promise<void> {
  await trx.deleteFrom('passwordLinks').where('accountId', '=', accountId).execute()
}

/** Undefined when the link was used, replaced, or has expired. */
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

/** Only one of several requests at the same time succeeds. @returns whether the link was valid */
export async function redeemPasswordLink(trx: Trx, token: string): Promise<boolean> {
  const used = await trx
    .deleteFrom('passwordLinks')
    .where('tokenHash', '=', digestOf(token))
    .where(sql<boolean>`not ${expiredLink}`)
    .returning('accountId')
    .executeTakeFirst()
  return used !== undefined
}
