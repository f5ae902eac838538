import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible'
import { isLoopback } from '../../request/address.ts'
import { Problem } from './problem.ts'

export const requestsPerMinute = 1_200

// In memory, so that a request costs no write. Each process counts for itself, which is accurate enough.
const shared = globalThis as { rollcallRequests?: RateLimiterMemory }
shared.rollcallRequests ??= new RateLimiterMemory({ points: requestsPerMinute, duration: 60 })
const requests = shared.rollcallRequests

/** Does not count this machine itself. @throws Problem 429 with the time to try again */
export async function countRequest(key: string): Promise<void> {
  if (isLoopback(key)) return
  try {
    await requests.consume(key)
  } catch (refused) {
    // The limiter refuses with a value that is not an Error.
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

/** For a request that cost nothing. */
export async function forgiveRequest(key: string): Promise<void> {
  if (!isLoopback(key)) await requests.reward(key)
}
