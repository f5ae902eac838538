import type { AsyncLocalStorage } from 'node:async_hooks'
import type { ServerResponse } from 'node:http'

// Pages, actions and instrumentation are separate bundles, so shared state has to be global.
const shared = globalThis as { rollcallResponses?: AsyncLocalStorage<ServerResponse> }

/** Undefined outside of a request, as during the build. */
export function presentResponse(): ServerResponse | undefined {
  return shared.rollcallResponses?.getStore()
}

/**
 * Next has no call for this: its notFound() and thrown errors set a status, but send a blank page to people without
 * scripts.
 */
export function setStatus(status: number): void {
  const response = presentResponse()
  if (response && !response.headersSent) response.statusCode = status
}

export const retryAfterSeconds = 5

export function setRetryLater(): void {
  setStatus(503)
  const response = presentResponse()
  if (response && !response.headersSent) response.setHeader('Retry-After', retryAfterSeconds)
}
