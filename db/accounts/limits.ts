import { createHash } from 'node:crypto'
import { CompiledQuery } from 'kysely'
import { RateLimiterPostgres } from 'rate-limiter-flexible'
import type { Executor } from '../database.ts'
import { TooManyGuesses } from '../errors.ts'

/** What is counted, and under which key. */
export type Limit = { attempts: RateLimiterPostgres; key: string }

/** @param seconds - from the first point until all expire */
export function limiter(
  db: Executor,
  keyPrefix: string,
  points: number,
  seconds: number,
): RateLimiterPostgres {
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

/**
 * Counts one attempt in both limits, or in neither.
 * @param take - counts it in the first limit
 * @throws TooManyGuesses
 */
export async function takeWithin(network: Limit, single: Limit, take: () => Promise<void>): Promise<void> {
  // Checked first, so that a full network cannot use up the attempts of emails.
  const before = await network.attempts.get(network.key)
  if (before?.remainingPoints === 0) throw refusal(before)
  await take()
  const after = await network.attempts.penalty(network.key)
  if (after.consumedPoints <= network.attempts.points) return
  await Promise.all([single.attempts.reward(single.key), network.attempts.reward(network.key)])
  throw refusal(after)
}

export function refusal({ msBeforeNext }: { msBeforeNext: number }): TooManyGuesses {
  return new TooManyGuesses(Math.max(1, Math.ceil(msBeforeNext / 1000)))
}

/** Hashed, because the table outlives people who are erased. */
export function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

// Letter by letter, as the database compares emails: otherwise "İ" and a final "Σ" would have separate counts.
export function inLowerCase(email: string): string {
  return Array.from(email.normalize('NFC'), (letter) => [...letter.toLowerCase()][0]).join('')
}

type Query = { text: string; values: unknown[] }

async function run(db: Executor, { text, values }: Query) {
  const { rows } = await db.executeQuery(CompiledQuery.raw(text, values))
  return { rows, rowCount: rows.length }
}
