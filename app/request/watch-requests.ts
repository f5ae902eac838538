import { subscribe } from 'node:diagnostics_channel'
import { type IncomingMessage, Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/** Node publishes this once it has the headers: https://nodejs.org/api/diagnostics_channel.html#http */
export type RequestStart = { request: IncomingMessage; response: ServerResponse; server: Server }

type SocketStart = { socket: Socket }
type Early = { requests: RequestStart[]; sockets: SocketStart[]; release(): void }

// Filled by app/start/early-requests.mjs, from before Next listens.
const shared = globalThis as { rollcallEarly?: Early }

/** Calls the listener before Next sees a request, also for requests held since the start. */
export function watchRequests(listener: (start: RequestStart) => void): void {
  for (const start of shared.rollcallEarly?.requests ?? []) pass(start, listener)
  subscribe('http.server.request.start', (message) => pass(message as RequestStart, listener))
}

function pass(start: RequestStart, listener: (start: RequestStart) => void): void {
  listener(start)
  // Otherwise Node would answer an expectation that it does not know a second time, with 417.
  if (start.response.writableEnded) delete start.request.headers.expect
}

/** Next never sees a request that a listener has answered. */
export function keepAnsweredFromNext(): void {
  const { emit } = Server.prototype
  Server.prototype.emit = function pass(this: Server, event: string, ...values: unknown[]): boolean {
    if (event === 'request' && (values[1] as ServerResponse).writableEnded) return true
    return Reflect.apply(emit, this, [event, ...values])
  }
}

/** Includes connections that are already open. */
export function watchSockets(listener: (start: SocketStart) => void): void {
  for (const start of shared.rollcallEarly?.sockets ?? []) listener(start)
  subscribe('net.server.socket', (message) => listener(message as SocketStart))
}

/** Passes the held requests to Next, once all listeners are added. */
export function releaseEarlyRequests(): void {
  shared.rollcallEarly?.release()
}
