import { retryAfterSeconds } from '#actions/request/response-status.server.ts'
import { Problem } from './problem.ts'

// The contract gives 6 seconds. A database server is given up sooner; the embedded store may be busy for longer.
const longest = 5_700

/** @throws Problem 503 when the caller would wait too long, and everything that the work throws */
export async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    const problem = new Problem(503, 'The directory is busy at the moment.', undefined, retryAfterSeconds)
    timer = setTimeout(() => reject(problem), longest)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
