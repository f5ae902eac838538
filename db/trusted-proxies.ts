import { isIP } from 'node:net'
import proxyAddr from 'proxy-addr'

/** The names for networks that proxy-addr knows: this machine, one link, and private networks. */
const named = ['loopback', 'linklocal', 'uniquelocal']

/** @param list - addresses and networks, separated by commas or spaces */
export function readTrustedProxies(list: string): string[] {
  return list.split(/[\s,]+/).filter(Boolean)
}

export function areProxies(list: string): boolean {
  const proxies = readTrustedProxies(list)
  return proxies.length > 0 && proxies.every(isProxy)
}

function isProxy(proxy: string): boolean {
  if (named.includes(proxy)) return true
  // proxy-addr also reads 10 as an address, namely 0.0.0.10.
  if (!isIP(proxy.split('/')[0] ?? '')) return false
  try {
    return Boolean(proxyAddr.compile(proxy))
  } catch {
    return false
  }
}
