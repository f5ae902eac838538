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

/** Where somebody signs in from. */
export type Place = {
  /** The address that the request came from. */
  network: string
  /** What the browser calls itself. */
  browser: string
  /** The token by which the browser is known here, if any. */
  known: string | undefined
}

type Credentials = { email: string; password: string }

const somebody: Actor = { id: null, name: 'Somebody', role: 'viewer' }

/**
 * The account that this e-mail and this password open. Nothing in words or time tells whether there is one for the e-mail.
 * It takes as long as hashing does, so it belongs before a transaction.
 * @param actor - who is asked for their own password once more
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
  // Strangers cannot make the queue so long that owners give up.
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

/** What a sign-in leaves in the browser: the tokens for its two cookies. */
export type Tokens = { session: string; known: string }

/**
 * Signs an account in whose password was checked. The account is held meanwhile, so that a password changed or an account
 * disabled since then lets nobody in.
 * @throws WrongPassword
 */
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
