import { sql } from 'kysely'
import { recordAccount } from '../audit/account-events.ts'
import type { Trx } from '../database.ts'
import { NotFound } from '../errors.ts'
import type { Actor } from '../policy.ts'
import type { Account, Target } from '../tables.ts'
import { holdAccount } from './hold.ts'
import { forgetBrowsers } from './known-browsers.ts'
import { dropPasswordLinks, makeAskedLink, makePasswordLink } from './password-links.ts'
import { endAll } from './sessions.ts'
import { somebody } from './sign-in.ts'

/** @throws NotFound, StaleVersion */
export async function endSessions(trx: Trx, target: Target, actor: Actor): Promise<void> {
  const { id } = await holdAccount(trx, target)
  await endAll(trx, id)
  await recordAccount(trx, actor, { verb: 'end-sessions', accountId: id })
}

/** @returns the token for the link. @throws NotFound, StaleVersion */
export async function renewPasswordLink(trx: Trx, target: Target, actor: Actor) {
  const account = await holdAccount(trx, target)
  if (account.disabledAt) throw new NotFound('account')
  const token = await makePasswordLink(trx, account.id)
  await recordAccount(trx, actor, { verb: 'make-password-link', accountId: account.id })
  return { account, token }
}

/** For somebody who is not signed in. @returns undefined for an unknown or a disabled account */
export async function askForPasswordLink(trx: Trx, email: string) {
  const account = await trx
    .selectFrom('accounts')
    .selectAll()
    .where(sql`lower(email)`, '=', sql`lower(${email})`)
    .where('disabledAt', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (!account) return undefined
  const token = await makeAskedLink(trx, account.id)
  await recordAccount(trx, somebody, { verb: 'ask-password-link', accountId: account.id })
  return { account, token }
}

/** @throws NotFound when the account is disabled, or `password` is no longer its hash */
export async function setPassword(
  trx: Trx,
  { id, password }: Pick<Account, 'id' | 'password'>,
  hash: string,
  actor: Actor,
): Promise<Account> {
  const account = await trx
    .updateTable('accounts')
    .set({ password: hash })
    .where('id', '=', id)
    .where('password', 'is not distinct from', password)
    .where('disabledAt', 'is', null)
    .returningAll()
    .executeTakeFirst()
  if (!account) throw new NotFound('account')
  await endAll(trx, id)
  await forgetBrowsers(trx, id)
  await dropPasswordLinks(trx, id)
  await recordAccount(trx, actor, { verb: 'set-password', accountId: id })
  return account
}
