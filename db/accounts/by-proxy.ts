import type { Executor, Trx } from '../database.ts'
import type { Actor } from '../policy.ts'
import { readSettings } from '../settings/settings.ts'
import type { Account } from '../tables.ts'
import { findAccountByEmail } from './find.ts'
import { addViewer } from './identities.ts'

const proxy: Actor = { id: null, name: 'Sign-in by proxy', role: 'admin' }

/** One address of at most 254 characters. Two values of a header are none. */
const address = /^(?=.{3,254}$)[^\s@,;<>"]+@[^\s@,;<>"]+$/u

/** Whether the person whom a trusted proxy names may come in: with their account, or with a new one. */
export async function mayComeIn(db: Executor, email: string): Promise<boolean> {
  const account = await findAccountByEmail(db, email)
  if (account) return !account.disabledAt
  return address.test(email) && (await readSettings(db)).ssoAdmits === 'everybody'
}

/**
 * The account of the person whom a trusted proxy names. Somebody new becomes a viewer, where the setting of single
 * sign-on lets everybody in.
 * @returns undefined for somebody who may not come in. @throws ValueTaken when they came in twice at the same time
 */
export async function accountByProxy(trx: Trx, email: string): Promise<Account | undefined> {
  if (!(await mayComeIn(trx, email))) return undefined
  return (await findAccountByEmail(trx, email)) ?? addViewer(trx, email, proxy)
}
