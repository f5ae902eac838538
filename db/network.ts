import { isIPv6, SocketAddress } from 'node:net'

/** The network under which a client is counted: one household or office shares the first 64 bits of an IPv6 address. */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address
  const canonical = new SocketAddress({ address, family: 'ipv6' }).address
  if (canonical.startsWith('::ffff:')) return canonical.slice('::ffff:'.length)
  const [left = [], right = []] = canonical.split('::').map((half) => half.split(':').filter(Boolean))
  const zeros = Array<string>(8 - left.length - right.length).fill('0')
  return [...left, ...zeros, ...right].slice(0, 4).join(':')
}

/** As people write it: "192.0.2.7" or "2001:db8:0:7::/64". */
export function networkInWords(network: string): string {
  return network.includes(':') ? `${network}::/64` : network
}
