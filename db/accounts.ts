import { sql } from 'kysely'
import pg from 'pg'
import { accountState, eraseAccountValues, recordAccount } from './account-events.ts'
import type { Trx } from './database.ts'
import { EmailTaken, FieldRefused, LastAdmin, NotConfirmed, NotFound, StaleVersion } from './errors.ts'
import { forgetGuesses } from './guesses.ts'
import { forgetBrowsers } from './known-browsers.ts'
import { dropPasswordLink, makePasswordLink } from './password-links.ts'
import type { Role, Viewer } from './policy.ts'
import { endAll } from './sessions.ts'
import { forget } from './submissions.ts'
import type { Account, AccountVerb } from './tables.ts'

/** What an admin says about an account. */
export type AccountValues = {
  email: string
  role: Role
  /** The e-mail of the user whose account it is; '' for none. */
  userEmail: string
}

type Target = { id: number; version: number }

/** Adds an account that has no password yet. @throws EmailTaken, FieldRefused */
export async function createAccount(trx: Trx, values: AccountValues, viewer: Viewer): Promise<Account> {
  const { email, role, userEmail } = values
  const account = await trx
    .insertInto('accounts')
    .values({ email, role, userId: await userIdOf(trx, userEmail, null) })
    .returningAll()
    .executeTakeFirstOrThrow()
    .catch(explain)
  await recordAccount(trx, viewer, {
    verb: 'create-account',
    accountId: account.id,
    after: accountState(account),
  })
  return account
}

/**
 * Changes an account that is still at its version. A lower role ends its sessions.
 * @throws NotFound, StaleVersion, EmailTaken, FieldRefused, LastAdmin
 */
export async function changeAccount(trx: Trx, target: Target, values: AccountValues, viewer: Viewer) {
  return write(trx, 'change-account', target, viewer, async (account) => {
    const { email, role, userEmail } = values
    if (roles.indexOf(role) < roles.indexOf(account.role)) await endAll(trx, account.id)
    // Whoever has the link may be the stranger to whom it was sent by mistake.
    if (email !== account.email) await dropPasswordLink(trx, account.id)
    return { email, role, userId: await userIdOf(trx, userEmail, account.userId) }
  })
}

/** Keeps the account from signing in, and ends its sessions. @throws NotFound, StaleVersion, LastAdmin */
export async function disableAccount(trx: Trx, target: Target, viewer: Viewer): Promise<Account> {
  return write(trx, 'disable-account', target, viewer, async ({ id }) => {
    await endAll(trx, id)
    await dropPasswordLink(trx, id)
    return { disabledAt: sql<Date>`now()` }
  })
}

/** Lets a disabled account sign in again. @throws NotFound, StaleVersion */
export async function enableAccount(trx: Trx, target: Target, viewer: Viewer): Promise<Account> {
  return write(trx, 'enable-account', target, viewer, async () => ({ disabledAt: null }))
}

/** Ends all sessions of an account. @throws NotFound, StaleVersion */
export async function endSessions(trx: Trx, target: Target, viewer: Viewer): Promise<void> {
  const { id } = await lock(trx, target)
  await endAll(trx, id)
  await recordAccount(trx, viewer, { verb: 'end-sessions', accountId: id })
}

/** Makes the one-time link with which the owner chooses a password. @throws NotFound, StaleVersion @returns its token */
export async function renewPasswordLink(trx: Trx, target: Target, viewer: Viewer) {
  const account = await lock(trx, target)
  if (account.disabledAt) throw new NotFound('account')
  const token = await makePasswordLink(trx, account.id)
  await recordAccount(trx, viewer, { verb: 'make-password-link', accountId: account.id })
  return { account, token }
}

/**
 * Gives an account a password in place of the one it was known to have. All its sessions, known browsers and its one-time
 * link end with the old one.
 * @throws NotFound when it has another one by now, or is disabled
 */
export async function setPassword(
  trx: Trx,
  { id, password }: Pick<Account, 'id' | 'password'>,
  hash: string,
  viewer: Viewer,
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
  await dropPasswordLink(trx, id)
  await recordAccount(trx, viewer, { verb: 'set-password', accountId: id })
  return account
}

/**
 * Erases an account for ever, with its sessions and the values in its events. What it did stays under its number.
 * @param confirmation - the account's e-mail, typed again
 * @throws NotFound, StaleVersion, NotConfirmed, LastAdmin
 */
export async function eraseAccount(trx: Trx, target: Target, confirmation: string, viewer: Viewer) {
  await keepAnAdmin(trx, async () => {
    const account = await lock(trx, target)
    if (account.email.toLowerCase() !== confirmation.toLowerCase()) throw new NotConfirmed()
    await eraseRow(trx, account, viewer)
  })
}

/** Erases the account of a user who is being erased, if they have one. @throws LastAdmin */
export async function eraseAccountOf(trx: Trx, userId: number, viewer: Viewer): Promise<void> {
  const account = await trx
    .selectFrom('accounts')
    .select(['id', 'email'])
    .where('userId', '=', userId)
    .executeTakeFirst()
  if (account) await keepAnAdmin(trx, () => eraseRow(trx, account, viewer))
}

const roles: readonly Role[] = ['viewer', 'editor', 'admin']

type Change = {
  email?: string
  role?: Role
  userId?: number | null
  disabledAt?: ReturnType<typeof sql<Date>> | null
}

/** The one way an existing account changes: version check, row and audit entry together, and an admin left. */
async function write(
  trx: Trx,
  verb: AccountVerb,
  target: Target,
  viewer: Viewer,
  change: (account: Account) => Promise<Change>,
): Promise<Account> {
  return keepAnAdmin(trx, async () => {
    const before = await lock(trx, target)
    const after = await trx
      .updateTable('accounts')
      .set({ ...(await change(before)), version: before.version + 1 })
      .where('id', '=', before.id)
      .returningAll()
      .executeTakeFirstOrThrow()
      .catch(explain)
    const states = { before: accountState(before), after: accountState(after) }
    await recordAccount(trx, viewer, { verb, accountId: before.id, ...states })
    return after
  })
}

/** Holds every admin who can sign in, so that of two changes at once the second sees what the first left. @throws LastAdmin */
async function keepAnAdmin<T>(trx: Trx, work: () => Promise<T>): Promise<T> {
  const admins = trx
    .selectFrom('accounts')
    .select('id')
    .where('role', '=', 'admin')
    .where('disabledAt', 'is', null)
    .where('password', 'is not', null)
    .orderBy('id')
  const before = await admins.forUpdate().execute()
  const result = await work()
  const after = await admins.execute()
  if (before.length > 0 && after.length === 0) throw new LastAdmin()
  return result
}

async function lock(trx: Trx, { id, version }: Target): Promise<Account> {
  const account = await trx
    .selectFrom('accounts')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!account) throw new NotFound('account')
  if (account.version !== version) {
    const user = await trx
      .selectFrom('users')
      .select('email')
      .where('id', '=', account.userId ?? 0)
      .executeTakeFirst()
    const { email, role } = account
    const values = { email, role, userEmail: user?.email ?? '' }
    throw new StaleVersion({ noun: 'account', id, version: account.version, values })
  }
  return account
}

async function eraseRow(
  trx: Trx,
  { id, email }: Pick<Account, 'id' | 'email'>,
  viewer: Viewer,
): Promise<void> {
  await eraseAccountValues(trx, id)
  await forget(trx, `/accounts/${id}`)
  await forgetGuesses(trx, email)
  await recordAccount(trx, viewer, { verb: 'erase-account', accountId: id })
  await trx.deleteFrom('accounts').where('id', '=', id).execute()
}

/** The user with this e-mail; one in the trash only when it is the account's already. @throws FieldRefused */
async function userIdOf(trx: Trx, email: string, present: number | null): Promise<number | null> {
  if (email === '') return null
  const user = await trx
    .selectFrom('users')
    .select('id')
    .where(sql`lower(email)`, '=', sql`lower(${email})`)
    .where((eb) => eb.or([eb('trashedAt', 'is', null), eb('id', '=', present ?? 0)]))
    .orderBy((eb) => eb('id', '=', present ?? 0), 'desc')
    .executeTakeFirst()
  if (!user) throw new FieldRefused('userEmail', 'Enter the e-mail of a user in the directory, or nothing')
  return user.id
}

/** What the database refused, in the words of the domain. */
function explain(error: unknown): never {
  const constraint = error instanceof pg.DatabaseError ? error.constraint : undefined
  if (constraint === 'accounts_email_key') throw new EmailTaken('account')
  if (constraint === 'accounts_user_id_key')
    throw new FieldRefused('userEmail', 'Another account belongs to this user. Enter a different e-mail')
  throw error
}
