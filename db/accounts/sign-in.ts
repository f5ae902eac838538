import { recordAccount } from '../audit/account-events.ts'
import { recordRefusal } from '../audit/refusals.ts'
import type { Executor, Trx } from '../database.ts'
import { FieldRefused, TooManyGuesses, WrongPassword } from '../errors.ts'
import type { Actor } from '../policy.ts'
import type { Account } from '../tables.ts'
import { findAccountByEmail } from './find.ts'
import { admit, forgive } from './guesses.ts'
import { knowsOwner, remember } from './known-browsers.ts'
import { isHashingBusy, verifyPassword } from './passwords.ts'
import { type Proof, spendProof } from './second-factor.ts'
import { type Earlier, type FromProvider, start } from './sessions.ts'

export type Place = {
  network: string
  /** The User-Agent header. */
  browser: string
  /** The token of a known browser, if any. */
  known: string | undefined
}

type Credentials = { email: string; password: string }

/** A person who is not signed in. */
export const somebody: Actor = { id: null, name: 'Somebody', role: 'viewer' }

/**
 * Neither the error nor the time reveals whether an account exists. Slow: call it outside a transaction.
 * @param actor - who confirms a form with their own password
 * @throws TooManyGuesses, WrongPassword
 */
export async function checkPassword(
  db: Executor,
  { email, password }: Credentials,
  { network, known }: Place,
  actor = somebody,
): Promise<Account> {
  const account = await findAccountByEmail(db, email)
  const knownBrowser = await knowsOwner(db, email, known)
  // So that strangers cannot fill the queue for account owners.
  if (!knownBrowser && isHashingBusy()) throw new TooManyGuesses(5)
  const attempt = { email, network, knownBrowser }
  await admit(db, attempt)
  const right = await verifyPassword(password, account?.password ?? undefined, {
    isStranger: !knownBrowser,
  })
  if (!account || !right || account.disabledAt) {
    await recordRefusal(db, actor, { verb: 'refuse-sign-in', accountId: account?.id })
    throw new WrongPassword()
  }
  await forgive(db, attempt)
  return account
}

export type Tokens = { session: string; known: string }

/** `'by proxy'`: a trusted proxy has asked for what it wants. `'by passkey'`: a device has verified its owner. */
export type Given = Proof | FromProvider | Earlier | 'by proxy' | 'by passkey'

/**
 * @param proof - of the second factor, which an account that has one must give
 * @throws WrongPassword, FieldRefused
 */
export async function signIn(
  trx: Trx,
  account: Account,
  { browser, known }: Place,
  proof?: Given,
): Promise<Tokens> {
  const { id, email, role } = await prove(trx, account, proof)
  await recordAccount(trx, { id, name: email, role }, { verb: 'sign-in', accountId: id })
  const begun = isEarlier(proof) || isFromProvider(proof) ? proof : { byProxy: proof === 'by proxy' }
  const session = await start(trx, id, browser, begun)
  return { session, known: await remember(trx, id, known) }
}

/**
 * Uses the proof up. The lock keeps out a password that was changed since the check.
 * @returns the account as it is now. @throws WrongPassword, FieldRefused
 */
export async function prove(trx: Trx, account: Account, proof: Given | undefined): Promise<Account> {
  const present = await trx
    .selectFrom('accounts')
    .selectAll()
    .where('id', '=', account.id)
    .forUpdate()
    .executeTakeFirst()
  if (!present || present.disabledAt || present.password !== account.password) throw new WrongPassword()
  if (present.secondFactor && !proof)
    throw new FieldRefused('oneTimePassword', 'Enter the code from your app')
  if (typeof proof === 'object' && !isEarlier(proof) && !isFromProvider(proof))
    await spendProof(trx, present, proof)
  return present
}

function isEarlier(proof: Given | undefined): proof is Earlier {
  return typeof proof === 'object' && 'byProxy' in proof
}

function isFromProvider(proof: Given | undefined): proof is FromProvider {
  return typeof proof === 'object' && 'providerSession' in proof
}
