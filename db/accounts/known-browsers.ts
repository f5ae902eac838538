import { sql } from 'kysely'
import type { Trx } from '../database.ts'
import { digestOf, newSecret } from '../secrets.ts'

/** Whether a browser was last signed in from a year ago. */
export const expiredBrowser = sql<boolean>`created_at < now() - interval '1 year'`

/**
 * Remembers for a year that an account signed in from a browser. The browser gets a new token each time, so that nobody
 * else knows it, whoever may have put the one before there; what was known under that one stays known.
 * @returns the token for the browser's cookie
 */
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

/** Forgets all browsers of an account, whose password somebody else may have known. */
export async function forgetBrowsers(trx: Trx, accountId: number): Promise<void> {
  await trx.deleteFrom('knownBrowsers').where('accountId', '=', accountId).execute()
}
