import { AsyncLocalStorage } from 'node:async_hooks'
import type { ServerResponse } from 'node:http'
import { watchRequests } from './watch-requests.ts'

// Pages, actions and instrumentation are separate bundles, so shared state has to be global.
const shared = globalThis as { rollcallResponses?: AsyncLocalStorage<ServerResponse> }

/** Stores the response of each request, so that a page or an action can set its status. */
export function watchResponses(): void {
  if (shared.rollcallResponses) return
  const responses = new AsyncLocalStorage<ServerResponse>()
  shared.rollcallResponses = responses
  watchRequests(({ response }) => responses.enterWith(response))
}
