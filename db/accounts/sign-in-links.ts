import { sql } from 'kysely'
import { recordAccount } from '../audit/account-events.ts'
import type { Executor, Trx } from '../database.ts'
import { digestOf, newSecret } from '../secrets.ts'
import type { Account } from '../tables.ts'
import { findAccountByEmail } from './find.ts'
import { somebody } from './sign-in.ts'

export const expiredSignInLink = sql<boolean>`expires_at <= now()`

/** Secrets in the cookie of the browser that asks: the new one, and the one of the link it asked for before. */
export type Asking = { browser: string; before: string | undefined }

/**
 * Valid for 15 minutes. It replaces the link that the same browser asked for. Those of other browsers stay, because a
 * stranger can ask, and only the owner gets them.
 * @param next - the page to open afterwards, of this site
 * @returns undefined for an unknown or a disabled account
 */
export async function askForSignInLink(trx: Trx, email: string, { browser, before }: Asking, next: string) {
  if (before) await trx.deleteFrom('signInLinks').where('browserHash', '=', digestOf(before)).execute()
  const account = await findAccountByEmail(trx, email)
  if (!account || account.disabledAt) return undefined
  const token = await makeSignInLink(trx, account.id, browser, next)
  await recordAccount(trx, somebody, { verb: 'ask-sign-in-link', accountId: account.id })
  return { account, token }
}

/** @returns the token */
export async function makeSignInLink(trx: Trx, accountId: number, browser: string, next: string) {
  const [token, expiresAt] = [newSecret(), sql<Date>`now() + interval '15 minutes'`]
  await trx
    .insertInto('signInLinks')
    .values({ accountId, tokenHash: digestOf(token), browserHash: digestOf(browser), next, expiresAt })
    .execute()
  return token
}

export type SignInLink = { email: string; next: string; isAskedHere: boolean }

/**
 * Uses nothing up.
 * @param browser - the secret in the cookie of this browser, if any
 * @param submission - of the form that asks, if it is one
 */
export async function findSignInLink(
  db: Executor,
  token: string,
  browser: string | undefined,
  submission = '',
): Promise<SignInLink | undefined> {
  const found = await db
    .selectFrom('signInLinks')
    .innerJoin('accounts', 'accounts.id', 'signInLinks.accountId')
    .select(['accounts.email', 'signInLinks.next', 'signInLinks.browserHash'])
    .where('signInLinks.tokenHash', '=', digestOf(token))
    .where(openFor(submission))
    .where('accounts.disabledAt', 'is', null)
    .executeTakeFirst()
  if (!found) return undefined
  const { browserHash, ...link } = found
  return { ...link, isAskedHere: browser !== undefined && digestOf(browser) === browserHash }
}

/**
 * Ends all such links of the account. Of several forms at the same time only one succeeds. It does so again for a minute,
 * because the browser takes only the last answer to a double click.
 */
export async function redeemSignInLink(
  trx: Trx,
  token: string,
  submission: string,
): Promise<Account | undefined> {
  const used = await trx
    .updateTable('signInLinks')
    .set({
      usedBy: submission,
      expiresAt: sql<Date>`case when used_by is null then least(expires_at, now() + interval '1 minute') else expires_at end`,
    })
    .where('tokenHash', '=', digestOf(token))
    .where(openFor(submission))
    .returning(['accountId', 'tokenHash'])
    .executeTakeFirst()
  if (!used) return undefined
  await trx
    .deleteFrom('signInLinks')
    .where('accountId', '=', used.accountId)
    .where('tokenHash', '<>', used.tokenHash)
    .execute()
  return trx
    .selectFrom('accounts')
    .selectAll()
    .where('id', '=', used.accountId)
    .where('disabledAt', 'is', null)
    .executeTakeFirst()
}

function openFor(submission: string) {
  return sql<boolean>`not ${expiredSignInLink} and (used_by is null or used_by = nullif(${submission}, ''))`
}

export async function dropSignInLinks(trx: Trx, accountId: number): Promise<void> {
  await trx.deleteFrom('signInLinks').where('accountId', '=', accountId).execute()
}
