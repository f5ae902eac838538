import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/** What Node says of a request when its headers are there. https://nodejs.org/api/diagnostics_channel.html#http */
export type RequestStart = { request: IncomingMessage; response: ServerResponse; server: Server }

type SocketStart = { socket: Socket }
type Early = { requests: RequestStart[]; sockets: SocketStart[]; release(): void }

// Filled by app/start/early-requests.mjs, from before Next listens.
const shared = globalThis as { rollcallEarly?: Early }

/** Shows a listener every request before Next sees it, also those that are held since the start. */
export function watchRequests(listener: (start: RequestStart) => void): void {
  for (const start of shared.rollcallEarly?.requests ?? []) listener(start)
  subscribe('http.server.request.start', (message) => listener(message as RequestStart))
}

/** Shows a listener every connection, also those that are open already. */
export function watchSockets(listener: (start: SocketStart) => void): void {
  for (const start of shared.rollcallEarly?.sockets ?? []) listener(start)
  subscribe('net.server.socket', (message) => listener(message as SocketStart))
}

/** Hands the requests that are held to Next, once everybody watches. */
export function releaseEarlyRequests(): void {
  shared.rollcallEarly?.release()
}
