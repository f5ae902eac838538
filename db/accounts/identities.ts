import { sql } from 'kysely'
import { recordAccount } from '../audit/account-events.ts'
import type { Trx } from '../database.ts'
import type { Actor, Role } from '../policy.ts'
import { readSettings } from '../settings/settings.ts'
import type { Account } from '../tables.ts'
import { changeAccount, createAccount } from './edit.ts'
import { findAccountByEmail } from './find.ts'
import { admins } from './last-admin.ts'

/** Who somebody is for the provider of single sign-on. */
export type Identity = {
  issuer: string
  subject: string
  /** Undefined unless the provider says that it is verified. */
  email: string | undefined
  /** By their groups; undefined where Rollcall alone gives roles. */
  role: Role | undefined
}

const provider: Actor = { id: null, name: 'Single sign-on', role: 'admin' }

/**
 * The account with this identity. The setting says who else gets one: the account or the person with the same email. The
 * role follows the provider, where it gives roles.
 * @returns undefined for somebody who may not come in
 */
export async function accountOf(trx: Trx, identity: Identity): Promise<Account | undefined> {
  const account = (await linkedTo(trx, identity)) ?? (await linkByEmail(trx, identity))
  return account && !account.disabledAt ? giveRole(trx, account, identity.role) : undefined
}

async function linkedTo(trx: Trx, { issuer, subject }: Identity): Promise<Account | undefined> {
  return trx
    .selectFrom('accounts')
    .selectAll('accounts')
    .innerJoin('identities', 'identities.accountId', 'accounts.id')
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .executeTakeFirst()
}

async function linkByEmail(trx: Trx, identity: Identity): Promise<Account | undefined> {
  const { ssoAdmits } = await readSettings(trx)
  const { email, issuer, subject } = identity
  if (ssoAdmits === 'linked' || !email) return undefined
  const present = await findAccountByEmail(trx, email)
  if (present?.disabledAt || (!present && ssoAdmits === 'email')) return undefined
  const account = present ?? (await addViewer(trx, email, provider))
  const linked = await trx
    .insertInto('identities')
    .values({ accountId: account.id, issuer, subject })
    // Another identity had this email before.
    .onConflict((conflict) => conflict.doNothing())
    .returning('accountId')
    .executeTakeFirst()
  if (!linked) return undefined
  await recordAccount(trx, provider, { verb: 'join-provider', accountId: account.id })
  return account
}

/** Linked to the person with this email, unless they have another account. */
export async function addViewer(trx: Trx, email: string, by: Actor): Promise<Account> {
  const person = await trx
    .selectFrom('users')
    .select('id')
    .where(sql`lower(email)`, '=', sql`lower(${email})`)
    .where('trashedAt', 'is', null)
    .where((eb) =>
      eb.not(eb.exists(eb.selectFrom('accounts').select('id').whereRef('accounts.userId', '=', 'users.id'))),
    )
    .executeTakeFirst()
  return createAccount(trx, { email, role: 'viewer', userEmail: String(person?.id ?? '') }, by)
}

/** The only admin who has a password stays one. */
async function giveRole(trx: Trx, account: Account, role: Role | undefined): Promise<Account> {
  if (!role || role === account.role || (await isLastAdmin(trx, account))) return account
  const values = { email: account.email, role, userEmail: String(account.userId ?? '') }
  return changeAccount(trx, account, values, provider)
}

async function isLastAdmin(trx: Trx, { id, role, password }: Account): Promise<boolean> {
  if (role !== 'admin' || !password) return false
  const others = admins(trx).where('id', '<>', id).limit(1)
  return (await others.executeTakeFirst()) === undefined
}

/**
 * Ends the sessions that began with single sign-on, because the provider ended them.
 * @param whom - a subject, one session of theirs, or both
 * @param before - sessions that began later stay, so that the same word of the provider cannot end these, too
 */
export async function endByProvider(
  trx: Trx,
  whom: { issuer: string; subject?: string | undefined; session?: string | undefined },
  before: Date,
): Promise<void> {
  const ended = await trx
    .deleteFrom('sessions')
    .using('identities')
    .whereRef('identities.accountId', '=', 'sessions.accountId')
    .where('issuer', '=', whom.issuer)
    .where('providerSession', 'is not', null)
    .where('createdAt', '<', before)
    .$if(whom.subject !== undefined, (query) => query.where('subject', '=', whom.subject ?? ''))
    .$if(whom.session !== undefined, (query) => query.where('providerSession', '=', whom.session ?? ''))
    .returning('sessions.accountId')
    .execute()
  for (const accountId of new Set(ended.map((each) => each.accountId)))
    await recordAccount(trx, provider, { verb: 'end-sessions', accountId })
}
