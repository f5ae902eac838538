import type { ServerResponse } from 'node:http'
import { hostPattern } from '#actions/request/host.server.ts'

// Health checks and Prometheus know the address of a server, and not the name of the site.
const askedByAddress = ['/healthz', '/readyz', '/metrics']

/**
 * Whether a request is for another site. A page of an attacker whose name leads to this machine is same-origin for a
 * browser (DNS rebinding), but its name is in Host.
 * @param host - from a trusted proxy, or else of the request itself
 */
export function isMisdirected(url: string, host: string, publicUrl: string): boolean {
  const [path = ''] = url.split('?')
  if (askedByAddress.includes(path)) return false
  const asked = `${new URL(publicUrl).protocol}//${host}`
  return !hostPattern.test(host) || !URL.canParse(asked) || new URL(asked).origin !== publicUrl
}

export function refuseMisdirected(response: ServerResponse): void {
  response.writeHead(421, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' })
  response.end(
    'Misdirected Request: this server answers for the host of PUBLIC_URL alone. A proxy in front of it has to pass on Host.\n',
  )
}
