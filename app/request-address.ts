import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage } from 'node:http'
import { addressHeader } from '#actions/request.schema.ts'

/** Tells every request the address of whoever is connected. Next passes on only what proxies say of themselves. */
export function markAddresses(): void {
  subscribe('http.server.request.start', (message) => {
    const { request } = message as { request: IncomingMessage }
    request.headers[addressHeader] = request.socket.remoteAddress ?? ''
  })
}
