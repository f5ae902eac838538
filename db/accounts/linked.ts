import { sql } from 'kysely'
import type { Executor } from '../database.ts'

/** Of rows of `accounts`: whether their owner may come by single sign-on. */
export const isLinked = sql<boolean>`exists (select from identities where identities.account_id = accounts.id)`

/** Of rows of `accounts`: whether somebody signed in within a year, with a mailed link or by a proxy also without a password. */
export const hasComeIn = sql<boolean>`exists (select from known_browsers where known_browsers.account_id = accounts.id)`

/** Who the owner is for the provider of single sign-on, if the account is linked to it. */
export async function identityOf(db: Executor, accountId: number) {
  return db
    .selectFrom('identities')
    .select(['issuer', 'subject'])
    .where('accountId', '=', accountId)
    .executeTakeFirst()
}
