import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible'
import { isLoopback } from '../../request/address.ts'
import { Problem } from './problem.ts'

/** How many requests an address or a token may make in a minute. */
export const requestsPerMinute = 1_200

// In memory, so that a request costs no write: each process counts for itself, and that is close enough to keep it well.
const shared = globalThis as { rollcallRequests?: RateLimiterMemory }
shared.rollcallRequests ??= new RateLimiterMemory({ points: requestsPerMinute, duration: 60 })
const requests = shared.rollcallRequests

/** Counts a request. This machine itself is not limited. @throws Problem 429 that says when to try again */
export async function countRequest(key: string): Promise<void> {
  if (isLoopback(key)) return
  try {
    await requests.consume(key)
  } catch (refused) {
    // What it refuses with is no Error.
    if (refused instanceof Error) throw refused
    const seconds = Math.ceil((refused as RateLimiterRes).msBeforeNext / 1000)
    throw new Problem(
      429,
      `There were too many requests. Try again in ${seconds} seconds.`,
      undefined,
      seconds,
    )
  }
}

/** Takes a request back that cost nothing. */
export async function forgiveRequest(key: string): Promise<void> {
  if (!isLoopback(key)) await requests.reward(key)
}
