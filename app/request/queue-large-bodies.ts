import { type IncomingMessage, Server, type ServerResponse } from 'node:http'
import pLimit, { type LimitFunction } from 'p-limit'
import { addressHeader, repeatedHeader } from '#actions/request/request.schema.ts'
import { findSession } from '#db/accounts/sessions.ts'
import { database } from '#db/database.ts'
import { keyOf } from './request-limit.ts'
import { refuse } from './short-answers.ts'

const largeBytes = 1_000_000
const longestTurnMs = 20_000
/** Proxies give up after 60 seconds. */
const longestWaitMs = 50_000
const mostOfNetwork = 50

type Queue = { turns: LimitFunction; length: number }

// Strangers may send forms of 32 kB alone, and find that out one by one.
const lanes = {
  signedIn: { turns: pLimit(2), length: 0, most: 100 },
  strangers: { turns: pLimit(1), length: 0, most: 5 },
}
const ofNetworks = new Map<string, Queue>()

const busy = {
  status: 503,
  words:
    'Rollcall is busy with other large files. Nothing was saved. Go back, and send yours again in a minute.',
}

/**
 * Lets two large bodies in at a time, because Next and the readers of forms each keep a copy of what they read. The
 * others wait unread in their sockets, and each network has one turn at a time, so that none keeps others waiting. A turn
 * ends with the answer, or after 20 seconds where a client is slow. Strangers have a turn of their own.
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
  const lane = isKnown ? lanes.signedIn : lanes.strangers
  const network = `${isKnown} ${keyOf(String(request.headers[addressHeader]))}`
  const own = ofNetworks.get(network) ?? { turns: pLimit(1), length: 0 }
  if (lane.length >= lane.most || own.length >= mostOfNetwork) {
    refuseBusy(response)
    return
  }
  ofNetworks.set(network, own)
  const impatient = setTimeout(refuseBusy, longestWaitMs, response)
  response.once('close', () => clearTimeout(impatient))
  lane.length++
  own.length++
  await own.turns(() =>
    lane.turns(async () => {
      clearTimeout(impatient)
      if (response.writableEnded || response.destroyed) return
      go()
      await untilAnswered(response)
      // Nothing of a stranger is that large.
      if (!isKnown && !request.complete) request.destroy()
    }),
  )
  lane.length--
  own.length--
  if (own.length === 0) ofNetworks.delete(network)
}

function refuseBusy(response: ServerResponse): void {
  refuse(response, busy, { 'Retry-After': '60' })
}

/** Where the database does not answer, everybody is a stranger, and the form says what is wrong. */
async function isSignedIn({ headers }: IncomingMessage): Promise<boolean> {
  const token = /(?:^|;\s*)(?:__Host-)?session=([^;]+)/.exec(headers.cookie ?? '')?.[1]
  if (!token) return false
  return (await findSession(database(), token).catch(() => undefined)) !== undefined
}

/** What the server repeats to itself has had its turn. */
function isLarge({ headers }: IncomingMessage): boolean {
  if (headers[repeatedHeader]) return false
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > largeBytes
}

function untilAnswered(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, longestTurnMs)
    response.once('close', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
