import { randomUUID } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { requestIdHeader } from '#db/log.ts'

/** No address of a person fits. */
const pattern = /^[\w.-]{8,64}$/

/** Sets the id that each line of the log about this request has: of a trusted proxy, or a random one. */
export function setRequestId(headers: IncomingHttpHeaders, isTrusted: () => boolean): void {
  const given = String(headers[requestIdHeader] ?? '')
  headers[requestIdHeader] = pattern.test(given) && isTrusted() ? given : randomUUID()
}
