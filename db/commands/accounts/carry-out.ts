import { endSessions, renewPasswordLink } from '../../accounts/access.ts'
import { changeAccount, createAccount, disableAccount, enableAccount } from '../../accounts/edit.ts'
import { findAccountByEmail, isSetUp } from '../../accounts/find.ts'
import { areTherePasskeysOf } from '../../accounts/passkeys.ts'
import { makePasswordLink } from '../../accounts/password-links.ts'
import { resetSecondFactor } from '../../accounts/second-factor.ts'
import { CannotStart } from '../../cannot-start.ts'
import { type Executor, type Trx, transaction } from '../../database.ts'
import { type DomainError, domainError } from '../../errors.ts'
import type { Actor, Role } from '../../policy.ts'
import { changeSettings, readSettings } from '../../settings/settings.ts'
import type { Account } from '../../tables.ts'
import { nobodyYet, tableOfAccounts } from './list.ts'
import type { Command, DeedOfOne } from './options.ts'

const operator: Actor = { id: null, name: 'Accounts command', role: 'admin' }

/** @param site - the origin of links. @returns what was done, in words. @throws CannotStart */
export async function carryOut(
  db: Executor,
  command: Exclude<Command, { deed: 'help' }>,
  site: string,
): Promise<string> {
  if (command.deed === 'list') return tableOfAccounts(db)
  if (command.deed === 'allow-passwords') return transaction(db, allowPasswords, { queue: 'accounts' })
  const work = async (trx: Trx) => {
    if (command.deed === 'add') return add(trx, command.email, command.role, site)
    const account = await accountWith(trx, command.email)
    return command.deed === 'role'
      ? changeRole(trx, account, command.role)
      : deeds[command.deed](trx, account, site)
  }
  return transaction(db, work, { queue: 'accounts' }).catch((error) => {
    throw inWords(error, command.email)
  })
}

async function add(trx: Trx, email: string, role: Role, site: string): Promise<string> {
  if (role !== 'admin' && !(await isSetUp(trx)))
    throw new CannotStart(`${nobodyYet} The first account must be an admin: --role admin`)
  const account = await createAccount(trx, { email, role, userEmail: '' }, operator)
  const token = await makePasswordLink(trx, account.id)
  return `Added the account ${account.email}, role ${role}.\n${inWordsWithLink(account, token, site)}`
}

async function allowPasswords(trx: Trx): Promise<string> {
  const { settingsVersion, revision: _, ...values } = await readSettings(trx)
  if (!values.ssoOnly) return 'People may sign in with a password already.'
  await changeSettings(trx, settingsVersion, { ...values, ssoOnly: false }, operator)
  return 'People may sign in with a password again, and with single sign-on.'
}

async function changeRole(trx: Trx, account: Account, role: Role): Promise<string> {
  const { email, userId } = account
  if (account.role === role) return `${email} has the role ${role} already.`
  await changeAccount(trx, account, { email, role, userEmail: String(userId ?? '') }, operator)
  return `${email} had the role ${account.role}, and has the role ${role} now.`
}

const deeds: Record<DeedOfOne, (trx: Trx, account: Account, site: string) => Promise<string>> = {
  link: async (trx, account, site) => {
    const { email, disabledAt } = account
    if (disabledAt)
      throw new CannotStart(`${email} is disabled. Enable it first: npm run accounts -- enable ${email}`)
    const { token } = await renewPasswordLink(trx, account, operator)
    return inWordsWithLink(account, token, site)
  },
  disable: async (trx, account) => {
    if (account.disabledAt) return `${account.email} is disabled already.`
    await disableAccount(trx, account, operator)
    return `${account.email} is disabled. Its sessions have ended, and its one-time links are void.`
  },
  enable: async (trx, account) => {
    if (!account.disabledAt) return `${account.email} is enabled already.`
    await enableAccount(trx, account, operator)
    return `${account.email} is enabled.`
  },
  'end-sessions': async (trx, account) => {
    await endSessions(trx, account, operator)
    return `All sessions of ${account.email} have ended. The password stays.`
  },
  'reset-second-factor': async (trx, account) => {
    if (!account.secondFactor && !(await areTherePasskeysOf(trx, account.id)))
      return `${account.email} has no second factor.`
    await resetSecondFactor(trx, account, operator)
    return `${account.email} has no second factor any more. The password alone signs in.`
  },
}

function inWordsWithLink({ email }: Account, token: string, site: string): string {
  return `One-time link for ${email} to choose a password. It works once, within 7 days:\n\n${site}/password/${token}\n`
}

async function accountWith(trx: Trx, email: string): Promise<Account> {
  const account = await findAccountByEmail(trx, email)
  if (account) return account
  if (!(await isSetUp(trx))) throw new CannotStart(nobodyYet)
  throw new CannotStart(
    `No account has the address ${email}. To see those that there are: npm run accounts -- list`,
  )
}

function inWords(error: unknown, email: string): unknown {
  const refused = domainError(error)
  const words = refused && wordsFor(refused, email)
  return words ? new CannotStart(`Nothing was changed: ${words}`) : error
}

function wordsFor({ kind }: DomainError, email: string): string | undefined {
  if (kind === 'value-taken') return `another account has the address ${email}.`
  if (kind === 'last-admin')
    return `${email} is the only admin who can sign in. First make somebody else an admin who has a password.`
  if (kind === 'stale-version' || kind === 'not-found')
    return 'somebody else changed this account at the same time. Run the command again.'
  return undefined
}
