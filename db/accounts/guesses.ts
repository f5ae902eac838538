import { createHash } from 'node:crypto'
import { isIPv6, SocketAddress } from 'node:net'
import { CompiledQuery } from 'kysely'
import { RateLimiterPostgres } from 'rate-limiter-flexible'
import type { Executor } from '../database.ts'
import { TooManyGuesses } from '../errors.ts'
import { log } from '../log.ts'

/** Somebody's try to sign in. */
export type Attempt = {
  /** As typed, whether somebody has it or not. */
  email: string
  /** The IP address that it came from. */
  network: string
  /** The SHA-256 of the browser's cookie, when this account signed in from there before. */
  knownBrowser: string | undefined
}

/**
 * Counts an attempt before its password is looked at: 5 in 15 minutes for an e-mail and 100 for a network, or 10 for
 * a known browser, which nobody else can use up. An attempt that is refused does not count for the network. Whoever
 * goes on at an e-mail waits 1 minute, then 2, 4, 8 and so on up to an hour, but never for ever (OWASP
 * Authentication Cheat Sheet, "Account Lockout").
 * @param db - no transaction, whose end could take the count back
 * @throws TooManyGuesses saying when to try again
 */
export async function admit(db: Executor, attempt: Attempt): Promise<void> {
  const account = accountLimit(db, attempt)
  if (attempt.knownBrowser !== undefined) return take(account)
  const network = networkLimit(db, attempt)
  // Looked at first, so that a network that is full cannot use up the attempts of e-mails.
  const before = await network.attempts.get(network.key)
  if (before?.remainingPoints === 0) throw refusal(before)
  await take(account)
  const after = await network.attempts.penalty(network.key)
  if (after.consumedPoints <= network.attempts.points) return
  await Promise.all([account.attempts.reward(account.key), network.attempts.reward(network.key)])
  throw refusal(after)
}

/** Takes back what `admit` counted, after the password was right. */
export async function forgive(db: Executor, attempt: Attempt): Promise<void> {
  const { attempts, rounds, key } = accountLimit(db, attempt)
  await Promise.all([attempts.delete(key), rounds.delete(key)])
  if (attempt.knownBrowser === undefined) {
    const network = networkLimit(db, attempt)
    await network.attempts.reward(network.key)
  }
}

/** Forgets what was counted for an e-mail that is being erased. Known browsers' counts cannot be told to be its. */
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

/** Counts one attempt. The first one too many starts a round, which lasts twice as long as the round before. */
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

/** @param seconds - from the first point until all are taken back */
function limiter(db: Executor, keyPrefix: string, points: number, seconds: number): RateLimiterPostgres {
  return new RateLimiterPostgres({
    // It would name its statements, and the embedded store knows each name once for all connections.
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

/** A key without what it was made of: the table outlives people who were erased. */
function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

// Letter by letter, as the database compares e-mails: otherwise "İ" and a last "Σ" would have counts of their own.
function inLowerCase(email: string): string {
  return Array.from(email.normalize('NFC'), (letter) => [...letter.toLowerCase()][0]).join('')
}

/** An IPv4 address as it is, of an IPv6 address the first 64 bits, which one household or office shares. */
function networkOf(address: string): string {
  if (!isIPv6(address)) return address
  const canonical = new SocketAddress({ address, family: 'ipv6' }).address
  if (canonical.startsWith('::ffff:')) return canonical.slice('::ffff:'.length)
  const [left = [], right = []] = canonical.split('::').map((half) => half.split(':').filter(Boolean))
  const zeros = Array<string>(8 - left.length - right.length).fill('0')
  return [...left, ...zeros, ...right].slice(0, 4).join(':')
}
