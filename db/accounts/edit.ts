import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import pg from 'pg'
import { accountState, recordAccount } from '../audit/account-events.ts'
import type { Trx } from '../database.ts'
import { FieldRefused, ValueTaken } from '../errors.ts'
import { parseId } from '../ids.ts'
import type { Actor, Role } from '../policy.ts'
import type { Account, AccountVerb, Target } from '../tables.ts'
import { holdAccount } from './hold.ts'
import { keepAnAdmin } from './last-admin.ts'
import { dropPasswordLinks } from './password-links.ts'
import { endAll } from './sessions.ts'
import { dropSignInLinks } from './sign-in-links.ts'

type AccountValues = {
  email: string
  role: Role
  /** The email or the id of the person whose account it is; '' for none. */
  userEmail: string
}

/** @throws ValueTaken, FieldRefused */
export async function createAccount(trx: Trx, values: AccountValues, actor: Actor): Promise<Account> {
  const { email, role, userEmail } = values
  const account = await trx
    .insertInto('accounts')
    .values({ email, role, userId: await userIdOf(trx, userEmail, null) })
    .returningAll()
    .executeTakeFirstOrThrow()
    .catch(asRefusal)
  await recordAccount(trx, actor, {
    verb: 'create-account',
    accountId: account.id,
    after: accountState(account),
  })
  return account
}

/** A lower role ends its sessions. @throws NotFound, StaleVersion, ValueTaken, FieldRefused, LastAdmin */
export async function changeAccount(trx: Trx, target: Target, values: AccountValues, actor: Actor) {
  return write(trx, 'change-account', target, actor, async (account) => {
    const { email, role, userEmail } = values
    if (roles.indexOf(role) < roles.indexOf(account.role)) await endAll(trx, account.id)
    // The link may have been sent to a stranger by mistake.
    if (email !== account.email) {
      await dropPasswordLinks(trx, account.id)
      await dropSignInLinks(trx, account.id)
    }
    return { email, role, userId: await userIdOf(trx, userEmail, account.userId) }
  })
}

export async function disableAccount(trx: Trx, target: Target, actor: Actor): Promise<Account> {
  return write(trx, 'disable-account', target, actor, async ({ id }) => {
    await endAll(trx, id)
    await dropPasswordLinks(trx, id)
    return { disabledAt: sql<Date>`now()` }
  })
}

/** @throws NotFound, StaleVersion */
export async function enableAccount(trx: Trx, target: Target, actor: Actor): Promise<Account> {
  return write(trx, 'enable-account', target, actor, async () => ({ disabledAt: null }))
}

const roles: readonly Role[] = ['viewer', 'editor', 'admin']

type Change = {
  email?: string
  role?: Role
  userId?: number | null
  disabledAt?: ReturnType<typeof sql<Date>> | null
}

/** The only function that changes existing accounts: row and audit entry together, and never without an admin. */
async function write(
  trx: Trx,
  verb: AccountVerb,
  target: Target,
  actor: Actor,
  change: (account: Account) => Promise<Change>,
): Promise<Account> {
  return keepAnAdmin(trx, async () => {
    const before = await holdAccount(trx, target)
    const changes = await change(before)
    if (isDeepStrictEqual({ ...before, ...changes }, before)) return before
    const after = await trx
      .updateTable('accounts')
      .set({ ...changes, version: before.version + 1 })
      .where('id', '=', before.id)
      .returningAll()
      .executeTakeFirstOrThrow()
      .catch(asRefusal)
    const states = { before: accountState(before), after: accountState(after) }
    await recordAccount(trx, actor, { verb, accountId: before.id, ...states })
    return after
  })
}

/** A user in the trash only counts if the account has it already. @throws FieldRefused */
async function userIdOf(trx: Trx, person: string, present: number | null): Promise<number | null> {
  if (person === '') return null
  const id = parseId(person)
  const user = await trx
    .selectFrom('users')
    .select('id')
    .where((eb) =>
      id === undefined
        ? eb.and([eb(sql`lower(email)`, '=', sql`lower(${person})`), eb('email', '<>', '')])
        : eb('id', '=', id),
    )
    .where((eb) => eb.or([eb('trashedAt', 'is', null), eb('id', '=', present ?? 0)]))
    .orderBy((eb) => eb('id', '=', present ?? 0), 'desc')
    .executeTakeFirst()
  if (!user)
    throw new FieldRefused('userEmail', 'Enter the email or number of a person in the directory, or nothing')
  return user.id
}

function asRefusal(error: unknown): never {
  const constraint = error instanceof pg.DatabaseError ? error.constraint : undefined
  if (constraint === 'accounts_email_key') throw new ValueTaken('email', { noun: 'account' })
  if (constraint === 'accounts_user_id_key')
    throw new FieldRefused('userEmail', 'Another account belongs to this person. Choose a different one')
  throw error
}
