import { count, forgive } from '../../request/request-limit.ts'
import { Problem } from './problem.ts'

/** Does not count this machine itself. @throws Problem 429 with the time to try again */
export async function countRequest(key: string): Promise<void> {
  const seconds = await count('api', key)
  if (seconds === 0) return
  const detail = `There were too many requests. Try again in ${seconds} seconds.`
  throw new Problem(429, detail, undefined, seconds)
}

/** For a request that cost nothing. */
export async function forgiveRequest(key: string): Promise<void> {
  await forgive('api', key)
}
