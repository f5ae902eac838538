import type { IncomingHttpHeaders } from 'node:http'
import { isIP, SocketAddress } from 'node:net'
import { LRUCache } from 'lru-cache'
import proxyAddr from 'proxy-addr'
import { hostPattern } from '#actions/request/host.server.ts'

/** Whether the operator named a proxy, by its address. Made by proxy-addr. */
export type Trust = (address: string, hop: number) => boolean

/** The client, and the rest as far as trusted proxies say it. */
export type Forwarded = SiteParts & { address: string }

export type SiteParts = { proto?: string | undefined; host?: string | undefined; port?: string | undefined }

/**
 * Addresses are walked from the right, past proxies that are trusted. A header that each proxy adds a value to is read at
 * the place of the outermost of them, and from one with fewer values the first: a client can invent those before it.
 * @param connected - the address of the other side of the connection
 */
export function readForwarded(headers: IncomingHttpHeaders, connected: string, trust: Trust): Forwarded {
  const peer = canonicalPeer(connected)
  if (!sayings.some((name) => headers[name] !== undefined) || !trust(peer, 0)) return { address: peer }
  const forwardedFor = valuesOf(headers['x-forwarded-for']).map((value) => canonical(value) || noAddress)
  const socket = { remoteAddress: peer }
  const route = proxyAddr.all({ socket, headers: { 'x-forwarded-for': forwardedFor.join() } } as never, trust)
  const proxies = Math.max(1, route.length - 1)
  const read = (name: string, pattern: RegExp) => {
    const values = valuesOf(headers[name])
    const value = values.at(-proxies) ?? values[0] ?? ''
    return pattern.test(value) ? value : undefined
  }
  return {
    address: route.findLast(isIP) ?? peer,
    proto: read('x-forwarded-proto', /^https?$/),
    host: read('x-forwarded-host', hostPattern),
    port: read('x-forwarded-port', /^\d{1,5}$/),
  }
}

const sayings = ['x-forwarded-for', 'x-forwarded-proto', 'x-forwarded-host', 'x-forwarded-port'] as const

const peers = new LRUCache<string, string>({ max: 1_000 })

/** As `canonical`, which takes longer than many an answer. */
function canonicalPeer(connected: string): string {
  const known = peers.get(connected)
  if (known !== undefined) return known
  const address = canonical(connected)
  peers.set(connected, address)
  return address
}

/** Ends the walk, because no proxy has this address. */
const noAddress = 'unknown'

/** Several lines of a header are one list. */
function valuesOf(header: string | string[] | undefined): string[] {
  const list = [header ?? []].flat().join()
  return list === '' ? [] : list.split(',').map((value) => value.trim())
}

/** One spelling for each address: IPv4 within IPv6 becomes IPv4. '' for anything else. Some proxies add the port. */
export function canonical(text: string): string {
  const plain = withoutPort(text)
  const version = isIP(plain)
  if (!version) return ''
  const { address } = new SocketAddress({ address: plain, family: version === 4 ? 'ipv4' : 'ipv6' })
  return address.replace(/^::ffff:(?=\d+\.)/, '')
}

function withoutPort(text: string): string {
  const [, inBrackets, plain] = /^(?:\[([^\]]*)\]|([\d.]+))(?::\d+)?$/.exec(text) ?? []
  return inBrackets ?? plain ?? text
}
