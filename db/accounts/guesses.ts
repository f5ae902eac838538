import type { RateLimiterPostgres } from 'rate-limiter-flexible'
import type { Executor } from '../database.ts'
import { log } from '../log.ts'
import { networkOf } from '../network.ts'
import { digest, inLowerCase, type Limit, limiter, refusal, takeWithin } from './limits.ts'

export type Attempt = {
  /** As typed, also if no account has it. */
  email: string
  network: string
  /** The number of the browser, if this account signed in from there before. */
  knownBrowser: string | undefined
}

/**
 * Counts an attempt before its password is checked. In 15 minutes there may be 5 for an email and 100 for a network, or
 * 10 for a known browser, which nobody else can use up. Refused attempts do not count for the network. Further attempts
 * for an email wait 1 minute, then 2, 4, 8 and so on up to an hour, but never for ever (OWASP Authentication Cheat
 * Sheet, "Account Lockout").
 * @param db - no transaction, because a rollback would undo the count
 * @throws TooManyGuesses with the time to wait
 */
export async function admit(db: Executor, attempt: Attempt): Promise<void> {
  const account = accountLimit(db, attempt)
  if (attempt.knownBrowser !== undefined) return take(account)
  await takeWithin(networkLimit(db, attempt), account, () => take(account))
}

export async function forgive(db: Executor, attempt: Attempt): Promise<void> {
  await forget(accountLimit(db, attempt))
  if (attempt.knownBrowser === undefined) {
    const network = networkLimit(db, attempt)
    await network.attempts.reward(network.key)
  }
}

/** Counts a code of the second factor as `admit` counts a password, but not for the network. @throws TooManyGuesses */
export async function admitCode(db: Executor, attempt: Attempt): Promise<void> {
  await take(accountLimit(db, attempt, 'code-'))
}

export async function forgiveCode(db: Executor, attempt: Attempt): Promise<void> {
  await forget(accountLimit(db, attempt, 'code-'))
}

/** The counts of known browsers stay, because they have only a digest of the email. */
export async function forgetGuesses(db: Executor, email: string): Promise<void> {
  const attempt = { email, network: '', knownBrowser: undefined }
  for (const kind of ['', 'code-'] as const) await forget(accountLimit(db, attempt, kind))
}

async function forget({ attempts, rounds, key }: AccountLimit): Promise<void> {
  await Promise.all([attempts.delete(key), rounds.delete(key)])
}

type AccountLimit = Limit & { rounds: RateLimiterPostgres }

const minute = 60
const quarter = 15 * minute
const day = 24 * 60 * minute

function accountLimit(db: Executor, { email, knownBrowser }: Attempt, kind: '' | 'code-' = ''): AccountLimit {
  const isKnown = knownBrowser !== undefined
  const name = `${kind}${isKnown ? 'browser' : 'account'}`
  return {
    attempts: limiter(db, name, isKnown ? 10 : 5, quarter),
    rounds: limiter(db, `${name}-rounds`, 1, day),
    key: digest(isKnown ? `${knownBrowser} ${inLowerCase(email)}` : inLowerCase(email)),
  }
}

function networkLimit(db: Executor, { network }: Attempt): Limit {
  return { attempts: limiter(db, 'network', 100, quarter), key: digest(networkOf(network)) }
}

/** The first attempt above the limit starts a round, which lasts twice as long as the round before. */
async function take({ attempts, rounds, key }: AccountLimit): Promise<void> {
  const after = await attempts.penalty(key)
  if (after.consumedPoints <= attempts.points) return
  if (after.consumedPoints > attempts.points + 1) throw refusal(after)
  const { consumedPoints: round } = await rounds.penalty(key)
  log.warn({ round }, 'too many guesses at one account')
  throw refusal(await attempts.block(key, Math.min(minute * 2 ** (round - 1), 60 * minute)))
}
