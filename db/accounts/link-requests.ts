import type { Executor } from '../database.ts'
import { networkOf } from '../network.ts'
import { knowsOwner } from './known-browsers.ts'
import { digest, inLowerCase, type Limit, limiter, refusal, takeWithin } from './limits.ts'

const hour = 60 * 60

type Request = { email: string; network: string }

/**
 * Counts that somebody asks for a link, whether or not an account has this email: 3 an hour for an email, 30 for a
 * network. A stranger can use up those of an email; its owner then has three links, which are valid for as long.
 * @param db - no transaction, because a rollback would undo the count
 * @throws TooManyGuesses with the time to wait
 */
export async function admitRequest(db: Executor, { email, network }: Request): Promise<void> {
  await admitWithin(limitOf(db, 'link-network', 30, networkOf(network)), emailLimit(db, 'link', email))
}

/**
 * The same for a link that signs in, which is valid for less than an hour: so a browser in which the account signed in
 * before has 10 an hour of its own, which nobody else can use up. A network has 300, because everybody in an office may
 * come in this way.
 * @param known - the token of a known browser, if any
 * @throws TooManyGuesses with the time to wait
 */
export async function admitSignInRequest(
  db: Executor,
  { email, network, known }: Request & { known: string | undefined },
): Promise<void> {
  const browser = await knowsOwner(db, email, known)
  if (browser !== undefined) {
    await take(limitOf(db, 'sign-in-link-browser', 10, `${browser} ${inLowerCase(email)}`))
    return
  }
  const shared = limitOf(db, 'sign-in-link-network', 300, networkOf(network))
  await admitWithin(shared, emailLimit(db, 'sign-in-link', email))
}

/** Counts that somebody begins to sign in with a passkey: 300 an hour for a network. @throws TooManyGuesses */
export async function admitChallenge(db: Executor, network: string): Promise<void> {
  await take(limitOf(db, 'passkey-network', 300, networkOf(network)))
}

/** The counts of known browsers stay, because they have only a digest of the email. */
export async function forgetRequests(db: Executor, email: string): Promise<void> {
  for (const kind of ['link', 'sign-in-link'] as const) {
    const { attempts, key } = emailLimit(db, kind, email)
    await attempts.delete(key)
  }
}

async function admitWithin(shared: Limit, single: Limit): Promise<void> {
  await takeWithin(shared, single, () => take(single))
}

async function take({ attempts, key }: Limit): Promise<void> {
  const after = await attempts.penalty(key)
  if (after.consumedPoints > attempts.points) throw refusal(after)
}

function emailLimit(db: Executor, kind: 'link' | 'sign-in-link', email: string): Limit {
  return limitOf(db, kind, 3, inLowerCase(email))
}

function limitOf(db: Executor, name: string, points: number, of: string): Limit {
  return { attempts: limiter(db, name, points, hour), key: digest(of) }
}
