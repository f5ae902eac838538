import { createHash } from 'node:crypto'
import { isIPv6, SocketAddress } from 'node:net'
import { CompiledQuery } from 'kysely'
import { RateLimiterPostgres } from 'rate-limiter-flexible'
import type { Executor } from '../database.ts'
import { TooManyGuesses } from '../errors.ts'
import { log } from '../log.ts'

export type Attempt = {
  /** As typed, also if no account has it. */
  email: string
  network: string
  /** The SHA-256 of the browser's cookie, if this account signed in from there before. */
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
  const network = networkLimit(db, attempt)
  // Checked first, so that a full network cannot use up the attempts of emails.
  const before = await network.attempts.get(network.key)
  if (before?.remainingPoints === 0) throw refusal(before)
  await take(account)
  const after = await network.attempts.penalty(network.key)
  if (after.consumedPoints <= network.attempts.points) return
  await Promise.all([account.attempts.reward(account.key), network.attempts.reward(network.key)])
  throw refusal(after)
}

export async function forgive(db: Executor, attempt: Attempt): Promise<void> {
  const { attempts, rounds, key } = accountLimit(db, attempt)
  await Promise.all([attempts.delete(key), rounds.delete(key)])
  if (attempt.knownBrowser === undefined) {
    const network = networkLimit(db, attempt)
    await network.attempts.reward(network.key)
  }
}

/** The counts of known browsers stay, because they have only a digest of the email. */
export async function forgetGuesses(db: Executor, email: string): Promise<void> {
  const { attempts, rounds, key } = accountLimit(db, { email, network: '', knownBrowser: undefined })
  await Promise.all([attempts.delete(key), rounds.delete(key)])
}

type Limit = { attempts: RateLimiterPostgres; key: string }
type AccountLimit = Limit & { rounds: RateLimiterPostgres }

const minute = 60
const quarter = 15 * minute
const day = 24 * 60 * minute

function accountLimit(db: Executor, { email, knownBrowser }: Attempt): AccountLimit {
  const isKnown = knownBrowser !== undefined
  const name = isKnown ? 'browser' : 'account'
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
  log.warn({ round }, 'too many guesses at one password')
  throw refusal(await attempts.block(key, Math.min(minute * 2 ** (round - 1), 60 * minute)))
}

function refusal({ msBeforeNext }: { msBeforeNext: number }): TooManyGuesses {
  return new TooManyGuesses(Math.max(1, Math.ceil(msBeforeNext / 1000)))
}

/** @param seconds - from the first point until all expire */
function limiter(db: Executor, keyPrefix: string, points: number, seconds: number): RateLimiterPostgres {
  return new RateLimiterPostgres({
    // The limiter would name its statements, but all connections of the embedded store share the names.
    storeClient: { query: (query: Query) => run(db, query) },
    storeType: 'client',
    tableName: 'guesses',
    tableCreated: true,
    clearExpiredByTimeout: false,
    keyPrefix,
    points,
    duration: seconds,
  })
}

type Query = { text: string; values: unknown[] }

async function run(db: Executor, { text, values }: Query) {
  const { rows } = await db.executeQuery(CompiledQuery.raw(text, values))
  return { rows, rowCount: rows.length }
}

/** Hashed, because the table outlives people who are erased. */
function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

// Letter by letter, as the database compares emails: otherwise "İ" and a final "Σ" would have separate counts.
function inLowerCase(email: string): string {
  return Array.from(email.normalize('NFC'), (letter) => [...letter.toLowerCase()][0]).join('')
}

/** One household or office shares the first 64 bits of an IPv6 address. */
function networkOf(address: string): string {
  if (!isIPv6(address)) return address
  const canonical = new SocketAddress({ address, family: 'ipv6' }).address
  if (canonical.startsWith('::ffff:')) return canonical.slice('::ffff:'.length)
  const [left = [], right = []] = canonical.split('::').map((half) => half.split(':').filter(Boolean))
  const zeros = Array<string>(8 - left.length - right.length).fill('0')
  return [...left, ...zeros, ...right].slice(0, 4).join(':')
}
