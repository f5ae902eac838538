import { randomUUID } from 'node:crypto'
import { retryAfterSeconds } from '#actions/request/response-status.server.ts'
import { isUnavailable } from '#db/errors.ts'
import { log } from '#db/log.ts'

/** While the database is unavailable, the answer says when to try again. */
export function guardedRoute<Args extends unknown[]>(handle: (...args: Args) => Promise<Response>) {
  return async (...args: Args): Promise<Response> => {
    try {
      return await handle(...args)
    } catch (error) {
      if (!isUnavailable(error)) throw error
      const id = randomUUID().slice(0, 8)
      log.error({ err: error, id }, 'file not sent')
      const headers = { 'Retry-After': String(retryAfterSeconds), 'Cache-Control': 'no-store' }
      return new Response(
        `This file cannot be made at the moment. Try again in a minute. Error number: ${id}\n`,
        {
          status: 503,
          headers,
        },
      )
    }
  }
}
