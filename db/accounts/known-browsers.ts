import { sql } from 'kysely'
import type { Trx } from '../database.ts'
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

export async function forgetBrowsers(trx: Trx, accountId: number): Promise<void> {
  await trx.deleteFrom('knownBrowsers').where('accountId', '=', accountId).execute()
}
