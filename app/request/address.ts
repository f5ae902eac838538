import { randomBytes } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { isIP, SocketAddress } from 'node:net'
import { addressHeader, repeatedHeader } from '#actions/request/request.schema.ts'
import { watchRequests } from './watch-requests.ts'

/** Marks requests that this process makes to itself. */
const sealHeader = 'x-rollcall-seal'

export function fixAddresses(): void {
  const seal = randomBytes(16).toString('hex')
  watchRequests(({ request }) => fixAddress(request.headers, request.socket.remoteAddress ?? '', seal))
}

/**
 * Writes the address of the client into a header, and removes what the client sent. Next repeats some requests to
 * itself with the headers of the client: to run an action that the page does not have, and to show the page after a
 * form. The seal proves such a repeat, which keeps its address.
 */
export function fixAddress(headers: IncomingHttpHeaders, connected: string, seal: string): void {
  const known = headers[sealHeader] === seal ? headers[addressHeader] : undefined
  const address = known ?? clientAddress(connected, String(headers['x-forwarded-for'] ?? ''))
  // Our own headers are never accepted from outside.
  for (const name of Object.keys(headers)) if (name.startsWith('x-rollcall-')) delete headers[name]
  if (known !== undefined) headers[repeatedHeader] = '1'
  Object.assign(headers, { [sealHeader]: seal, [addressHeader]: address, 'x-forwarded-for': address })
}

/**
 * The address of the client. Only a proxy on this machine is trusted, and only the last address in the header, which
 * the proxy added: a client can invent those before it.
 */
export function clientAddress(connected: string, forwarded: string): string {
  const peer = canonical(connected)
  const last = canonical(withoutPort(forwarded.split(',').at(-1)?.trim() ?? ''))
  return (isLoopback(peer) && last) || peer
}

/** @param address - or another key under which requests are counted */
export function isLoopback(address: string): boolean {
  return /^(::1|127\.\d+\.\d+\.\d+)$/.test(address)
}

/** One spelling for each address: IPv4 within IPv6 becomes IPv4. '' for anything else. */
function canonical(text: string): string {
  const version = isIP(text)
  if (!version) return ''
  const { address } = new SocketAddress({ address: text, family: version === 4 ? 'ipv4' : 'ipv6' })
  return address.replace(/^::ffff:(?=\d+\.)/, '')
}

function withoutPort(text: string): string {
  const [, inBrackets, plain] = /^(?:\[([^\]]*)\]|([\d.]+))(?::\d+)?$/.exec(text) ?? []
  return inBrackets ?? plain ?? text
}
