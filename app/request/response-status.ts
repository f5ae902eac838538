import { AsyncLocalStorage } from 'node:async_hooks'
import { subscribe } from 'node:diagnostics_channel'
import type { ServerResponse } from 'node:http'

export { retryAfterSeconds, setRetryLater, setStatus } from '#actions/request/response-status.server.ts'

// Pages, actions and instrumentation are bundled apart, so that what they share has to be global.
const shared = globalThis as { rollcallResponses?: AsyncLocalStorage<ServerResponse> }

/**
 * Remembers the response that belongs to each request, so that a page or an action can set its status.
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
