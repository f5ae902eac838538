import { type IncomingMessage, Server, type ServerResponse } from 'node:http'
import pLimit from 'p-limit'
import { repeatedHeader } from '#actions/request/request.schema.ts'

const largeBytes = 1_000_000
const longestMs = 30_000
const turns = pLimit(3)

/**
 * Lets three large bodies in at a time, because Next and the readers of forms each keep a copy of what they read. The
 * others wait unread in their sockets. A turn ends with the answer, or after 30 seconds where a client is slow.
 */
export function queueLargeBodies(): void {
  const { emit } = Server.prototype
  Server.prototype.emit = function pass(this: Server, event: string, ...values: unknown[]): boolean {
    const [request, response] = values as [IncomingMessage, ServerResponse]
    const go = () => Reflect.apply(emit, this, [event, ...values])
    if (event !== 'request' || response.writableEnded || !isLarge(request)) return go()
    void turns(async () => {
      if (response.destroyed) return
      go()
      await untilAnswered(response)
    })
    return true
  }
}

/** What the server repeats to itself has had its turn. */
function isLarge({ headers }: IncomingMessage): boolean {
  if (headers[repeatedHeader]) return false
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > largeBytes
}

function untilAnswered(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, longestMs)
    response.once('close', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
