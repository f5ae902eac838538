import { randomBytes } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { isIP, SocketAddress } from 'node:net'
import { addressHeader, repeatedHeader } from '#actions/request/request.schema.ts'
import { watchRequests } from './watch-requests.ts'

/** Names this process in requests that it makes to itself. */
const sealHeader = 'x-rollcall-seal'

/** Fixes the address of the client of every request before Next sees the request. */
export function fixAddresses(): void {
  const seal = randomBytes(16).toString('hex')
  watchRequests(({ request }) => fixAddress(request.headers, request.socket.remoteAddress ?? '', seal))
}

/**
 * Writes the address of the client into the headers, over whatever came from outside. Next repeats a request to itself
 * with the headers of the client: to run an action that the page does not hold, and to show the page after a form. The
 * seal tells such a request, which keeps its address, from one that a client made up.
 */
export function fixAddress(headers: IncomingHttpHeaders, connected: string, seal: string): void {
  const known = headers[sealHeader] === seal ? headers[addressHeader] : undefined
  const address = known ?? clientAddress(connected, String(headers['x-forwarded-for'] ?? ''))
  // Headers of our own names are never taken from outside.
  for (const name of Object.keys(headers)) if (name.startsWith('x-rollcall-')) delete headers[name]
  if (known !== undefined) headers[repeatedHeader] = '1'
  Object.assign(headers, { [sealHeader]: seal, [addressHeader]: address, 'x-forwarded-for': address })
}

/**
 * The address of the client. Only a proxy on this machine is believed when it says whom it passes on, and only the last
 * address, which it added itself: those before it anybody can make up.
 */
export function clientAddress(connected: string, forwarded: string): string {
  const peer = canonical(connected)
  const last = canonical(withoutPort(forwarded.split(',').at(-1)?.trim() ?? ''))
  return (isLoopback(peer) && last) || peer
}

/** Whether an address, or whatever else requests are counted by, is that of this machine. */
export function isLoopback(address: string): boolean {
  return /^(::1|127\.\d+\.\d+\.\d+)$/.test(address)
}

/** One spelling for each address: of IPv4 within IPv6 the IPv4 one. '' for what is no address. */
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
