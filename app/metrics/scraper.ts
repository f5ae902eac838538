import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { canonical } from '../request/forwarded.ts'

const forwarding = /^(x-forwarded-.*|forwarded|via|x-real-ip|x-rollcall-.*)$/i
const loopback = /^(127(\.\d+){3}|::1)$/
/** A page of another site whose name leads to this machine has that name in Host (DNS rebinding). */
const localHost = /^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/i

/**
 * Whether a request asks for the metrics and may have them: with the token, or where there is none, from this machine
 * itself. A proxy on this machine passes on requests of the world, and says so in a header.
 */
export function isScrape(request: IncomingMessage, token: string | undefined): boolean {
  const { method, url, headers } = request
  if (url !== '/metrics' && !url?.startsWith('/metrics?')) return false
  if (method !== 'GET' && method !== 'HEAD') return false
  return token === undefined ? isLocal(request) : hasToken(headers.authorization, token)
}

function hasToken(authorization = '', token: string): boolean {
  const [, given = ''] = /^Bearer +(\S+) *$/i.exec(authorization) ?? []
  return timingSafeEqual(digestOf(given), digestOf(token))
}

function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

/** By what arrived: app/request/address.ts changes `headers`. */
function isLocal({ socket, headers, rawHeaders }: IncomingMessage): boolean {
  if (!loopback.test(canonical(socket.remoteAddress ?? '')) || !localHost.test(headers.host ?? ''))
    return false
  return rawHeaders.every((text, index) => index % 2 === 1 || !forwarding.test(text))
}
