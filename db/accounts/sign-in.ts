import { recordAccount } from '../audit/account-events.ts'
import type { Executor, Trx } from '../database.ts'
import { TooManyGuesses, WrongPassword } from '../errors.ts'
import type { Actor } from '../policy.ts'
import { digestOf } from '../secrets.ts'
import type { Account } from '../tables.ts'
import { findAccountByEmail } from './find.ts'
import { admit, forgive } from './guesses.ts'
import { remember } from './known-browsers.ts'
import { isHashingBusy, verifyPassword } from './passwords.ts'
import { start } from './sessions.ts'

export type Place = {
  network: string
  /** The User-Agent header. */
  browser: string
  /** The token of a known browser, if any. */
  known: string | undefined
}

type Credentials = { email: string; password: string }

const somebody: Actor = { id: null, name: 'Somebody', role: 'viewer' }

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
  const knownBrowser = account && known && (await knows(db, account.id, digestOf(known)))
  // So that strangers cannot fill the queue for account owners.
  if (!knownBrowser && isHashingBusy()) throw new TooManyGuesses(5)
  const attempt = { email, network, knownBrowser: knownBrowser || undefined }
  await admit(db, attempt)
  const right = await verifyPassword(password, account?.password ?? undefined)
  if (!account || !right || account.disabledAt) {
    await recordAccount(db, actor, { verb: 'refuse-sign-in', accountId: account?.id })
    throw new WrongPassword()
  }
  await forgive(db, attempt)
  return account
}

export type Tokens = { session: string; known: string }

/** The lock keeps out a password that was changed since the check. @throws WrongPassword */
export async function signIn(trx: Trx, account: Account, { browser, known }: Place): Promise<Tokens> {
  const present = await trx
    .selectFrom('accounts')
    .selectAll()
    .where('id', '=', account.id)
    .forUpdate()
    .executeTakeFirst()
  if (!present || present.disabledAt || present.password !== account.password) throw new WrongPassword()
  const { id, email, role } = present
  await recordAccount(trx, { id, name: email, role }, { verb: 'sign-in', accountId: id })
  return { session: await start(trx, id, browser), known: await remember(trx, id, known) }
}

async function knows(db: Executor, accountId: number, tokenHash: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('knownBrowsers')
    .select('tokenHash')
    .where('accountId', '=', accountId)
    .where('tokenHash', '=', tokenHash)
    .executeTakeFirst()
  return row?.tokenHash
}
