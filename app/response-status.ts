import { AsyncLocalStorage } from 'node:async_hooks'
import { subscribe } from 'node:diagnostics_channel'
import type { ServerResponse } from 'node:http'

// Pages and instrumentation are bundled apart, so that what they share has to be global.
const shared = globalThis as { rollcallResponses?: AsyncLocalStorage<ServerResponse> }

/**
 * Remembers the response that belongs to each request, so that a page can set its status.
 * https://nodejs.org/api/diagnostics_channel.html#http
 */
export function watchResponses(): void {
  if (shared.rollcallResponses) return
  const responses = new AsyncLocalStorage<ServerResponse>()
  shared.rollcallResponses = responses
  subscribe('http.server.request.start', (message) => {
    responses.enterWith((message as { response: ServerResponse }).response)
  })
}

/**
 * Gives the present response a status. Next has no call for it: its notFound() and a thrown error do set one, but
 * send a blank page to people without scripts.
 */
export function setStatus(status: number): void {
  const response = presentResponse()
  if (response) response.statusCode = status
}

/** What a client waits before it asks again while the database is unavailable. */
export const retryAfterSeconds = 5

/** Gives the present response status 503 and the time after which to ask again. */
export function setRetryLater(): void {
  setStatus(503)
  presentResponse()?.setHeader('Retry-After', String(retryAfterSeconds))
}

function presentResponse(): ServerResponse | undefined {
  const response = shared.rollcallResponses?.getStore()
  return response?.headersSent ? undefined : response
}
