import { type IncomingMessage, Server, type ServerResponse } from 'node:http'
import pLimit from 'p-limit'
import { addressHeader, repeatedHeader } from '#actions/request/request.schema.ts'
import { keyOf } from './request-limit.ts'
import { refuse } from './short-answers.ts'

const largeBytes = 1_000_000
const longestMs = 20_000
const mostWaiting = 12
const mostOfNetwork = 5

const turns = pLimit(2)
const ofNetworks = new Map<string, number>()

const busy = {
  status: 503,
  words:
    'Rollcall is busy with other large files. Nothing was saved. Go back, and send yours again in a minute.',
}

/**
 * Lets two large bodies in at a time, because Next and the readers of forms each keep a copy of what they read. The
 * others wait unread in their sockets, if they are few, and no network takes all places. A turn ends with the answer, or
 * after 20 seconds where a client is slow.
 */
export function queueLargeBodies(): void {
  const { emit } = Server.prototype
  Server.prototype.emit = function pass(this: Server, event: string, ...values: unknown[]): boolean {
    const [request, response] = values as [IncomingMessage, ServerResponse]
    const go = () => Reflect.apply(emit, this, [event, ...values])
    if (event !== 'request' || response.writableEnded || !isLarge(request)) return go()
    void takeTurn(response, go)
    return true
  }
}

async function takeTurn(response: ServerResponse, go: () => void): Promise<void> {
  const network = keyOf(String(response.req.headers[addressHeader]))
  const present = ofNetworks.get(network) ?? 0
  if (turns.pendingCount >= mostWaiting || present >= mostOfNetwork) {
    refuse(response, busy, { 'Retry-After': '60' })
    return
  }
  ofNetworks.set(network, present + 1)
  const turn = turns(async () => {
    if (response.destroyed) return
    go()
    await untilAnswered(response)
  })
  await turn.finally(() => leave(network))
}

function leave(network: string): void {
  const others = (ofNetworks.get(network) ?? 1) - 1
  if (others > 0) ofNetworks.set(network, others)
  else ofNetworks.delete(network)
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
