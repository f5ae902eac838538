import { type IncomingMessage, Server, type ServerResponse } from 'node:http'
import pLimit from 'p-limit'
import { addressHeader, repeatedHeader } from '#actions/request/request.schema.ts'
import { findSession } from '#db/accounts/sessions.ts'
import { database } from '#db/database.ts'
import { keyOf } from './request-limit.ts'
import { refuse } from './short-answers.ts'

const largeBytes = 1_000_000
const longestMs = 20_000
const mostOfNetwork = 5

// Strangers may send forms of 32 kB alone, and find that out one by one.
const lanes = {
  signedIn: { turns: pLimit(2), mostWaiting: 12 },
  strangers: { turns: pLimit(1), mostWaiting: 4 },
}
const ofNetworks = new Map<string, number>()

const busy = {
  status: 503,
  words:
    'Rollcall is busy with other large files. Nothing was saved. Go back, and send yours again in a minute.',
}

/**
 * Lets two large bodies in at a time, because Next and the readers of forms each keep a copy of what they read. The
 * others wait unread in their sockets, if they are few, and no network takes all places. A turn ends with the answer, or
 * after 20 seconds where a client is slow. Strangers have a turn of their own.
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
  const { req: request } = response
  const isKnown = await isSignedIn(request)
  if (response.destroyed) return
  const { turns, mostWaiting } = isKnown ? lanes.signedIn : lanes.strangers
  if (turns.pendingCount >= mostWaiting || !takePlace(response)) {
    refuse(response, busy, { 'Retry-After': '60' })
    return
  }
  await turns(async () => {
    if (response.destroyed) return
    go()
    await untilAnswered(response)
    // Nothing of a stranger is that large.
    if (!isKnown && !request.complete) request.destroy()
  })
}

/** Where the database does not answer, everybody is a stranger, and the form says what is wrong. */
async function isSignedIn({ headers }: IncomingMessage): Promise<boolean> {
  const token = /(?:^|;\s*)(?:__Host-)?session=([^;]+)/.exec(headers.cookie ?? '')?.[1]
  if (!token) return false
  return (await findSession(database(), token).catch(() => undefined)) !== undefined
}

/** Until the answer is sent. @returns whether the network has a place left */
function takePlace(response: ServerResponse): boolean {
  const network = keyOf(String(response.req.headers[addressHeader]))
  const taken = ofNetworks.get(network) ?? 0
  if (taken >= mostOfNetwork) return false
  ofNetworks.set(network, taken + 1)
  response.once('close', () => leave(network))
  return true
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
