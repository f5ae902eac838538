import { sql } from 'kysely'
import type { Executor, Trx } from '../database.ts'
import { digestOf, newSecret } from '../secrets.ts'

export const expiredBrowser = sql<boolean>`created_at < now() - interval '1 year'`

/** A new token at each sign-in, so that nobody else knows it. @returns the token for the browser's cookie */
export async function remember(trx: Trx, accountId: number, before: string | undefined): Promise<string> {
  const token = newSecret()
  const tokenHash = digestOf(token)
  if (before)
    await trx
      .updateTable('knownBrowsers')
      .set({ tokenHash })
      .where('tokenHash', '=', digestOf(before))
      .execute()
  await trx
    .insertInto('knownBrowsers')
    .values({ tokenHash, accountId })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return token
}

/** @returns the number of the browser if the account has signed in with `token` before; it stays when the token changes */
export async function knows(db: Executor, accountId: number, token: string | undefined) {
  if (!token) return undefined
  const row = await db
    .selectFrom('knownBrowsers')
    .select('id')
    .where('accountId', '=', accountId)
    .where('tokenHash', '=', digestOf(token))
    .executeTakeFirst()
  return row?.id
}

/** As `knows`, for an email that may be anybody's: one statement, whether or not an account has it. */
export async function knowsOwner(db: Executor, email: string, token: string | undefined) {
  if (!token) return undefined
  const row = await db
    .selectFrom('knownBrowsers')
    .innerJoin('accounts', 'accounts.id', 'knownBrowsers.accountId')
    .select('knownBrowsers.id')
    .where('knownBrowsers.tokenHash', '=', digestOf(token))
    .where(sql`lower(accounts.email)`, '=', sql`lower(${email})`)
    .executeTakeFirst()
  return row?.id
}

export async function forgetBrowsers(trx: Trx, accountId: number): Promise<void> {
  await trx.deleteFrom('knownBrowsers').where('accountId', '=', accountId).execute()
}
