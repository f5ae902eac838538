import type { AsyncLocalStorage } from 'node:async_hooks'
import type { ServerResponse } from 'node:http'

// Pages, actions and instrumentation are bundled apart, so that what they share has to be global.
const shared = globalThis as { rollcallResponses?: AsyncLocalStorage<ServerResponse> }

/** The response to the present request; undefined where there is none, as during the build. */
export function presentResponse(): ServerResponse | undefined {
  return shared.rollcallResponses?.getStore()
}

/**
 * Gives the present response a status. Next has no call for it: its notFound() and a thrown error do set one, but
 * send a blank page to people without scripts.
 */
export function setStatus(status: number): void {
  const response = presentResponse()
  if (response && !response.headersSent) response.statusCode = status
}

/** How long whoever finds the database away should wait before they try again. */
export const retryAfterSeconds = 5

/** Has the present response say that the database is away for now. */
export function setRetryLater(): void {
  setStatus(503)
  const response = presentResponse()
  if (response && !response.headersSent) response.setHeader('Retry-After', retryAfterSeconds)
}
