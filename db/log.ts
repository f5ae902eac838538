import type { AsyncLocalStorage } from 'node:async_hooks'
import type { ServerResponse } from 'node:http'
import { pino } from 'pino'

/** In the headers of each request: app/request/request-id.ts sets it. */
export const requestIdHeader = 'x-request-id'

// Pages, actions and instrumentation are separate bundles, so shared state has to be global.
const shared = globalThis as { rollcallResponses?: AsyncLocalStorage<ServerResponse> }

// Characters that JSON does not escape, and that hide, move or reverse text on a terminal.
const unseen = /[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g

export const log = pino({
  base: null,
  mixin: () => ({ requestId: shared.rollcallResponses?.getStore()?.req.headers[requestIdHeader] }),
  timestamp: pino.stdTimeFunctions.isoTime,
  // PostgreSQL quotes whole rows there, and erasing a person does not change the log.
  redact: { paths: ['err.detail', 'err.where', 'err.client'], remove: true },
  hooks: { streamWrite: (line) => line.replaceAll(unseen, (letter) => `\\u${hexOf(letter)}`) },
})

function hexOf(letter: string): string {
  return letter.charCodeAt(0).toString(16).padStart(4, '0')
}
