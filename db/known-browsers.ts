import type { Trx } from './database.ts'
import { digestOf, newSecret } from './secrets.ts'

/** Remembers that an account signed in from a browser. @returns the token for the browser's cookie */
export async function remember(trx: Trx, accountId: number, token: string | undefined): Promise<string> {
  const kept = token ?? newSecret()
  await trx
    .insertInto('knownBrowsers')
    .values({ tokenHash: digestOf(kept), accountId })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return kept
}

/** Forgets all browsers of an account, whose password somebody else may have known. */
export async function forgetBrowsers(trx: Trx, accountId: number): Promise<void> {
  await trx.deleteFrom('knownBrowsers').where('accountId', '=', accountId).execute()
}
