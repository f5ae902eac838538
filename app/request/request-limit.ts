import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible'
import { networkOf } from '#db/network.ts'

/** Of the API, for a network without a token, or for a token. */
export const requestsPerMinute = 1_200

/** For a network: 20 for each of 300 people of an office, who all look for somebody at once. */
export const pagesPerMinute = 6_000

// In memory, so that a request costs no write. Each process counts for itself, which is accurate enough. Pages, the
// API and instrumentation are separate bundles, so shared state has to be global.
const shared = globalThis as { rollcallLimits?: Record<Kind, RateLimiterMemory> }
shared.rollcallLimits ??= {
  api: new RateLimiterMemory({ points: requestsPerMinute, duration: 60 }),
  pages: new RateLimiterMemory({ points: pagesPerMinute, duration: 60 }),
}
const limits = shared.rollcallLimits

type Kind = 'api' | 'pages'

/** Does not count this machine itself. @returns the seconds to wait, or 0 */
export async function count(kind: Kind, key: string): Promise<number> {
  if (isLoopback(key)) return 0
  try {
    await limits[kind].consume(key)
    return 0
  } catch (refused) {
    // The limiter refuses with a value that is not an Error.
    if (refused instanceof Error) throw refused
    return Math.ceil((refused as RateLimiterRes).msBeforeNext / 1000)
  }
}

/** For a request that cost nothing. */
export async function forgive(kind: Kind, key: string): Promise<void> {
  if (!isLoopback(key)) await limits[kind].reward(key)
}

/** @param address - of a client; this machine's own are a network each */
export function keyOf(address: string): string {
  return isLoopback(address) ? address : networkOf(address)
}

function isLoopback(key: string): boolean {
  return /^(::1|127\.\d+\.\d+\.\d+)$/.test(key)
}
