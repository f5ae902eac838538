import { randomBytes } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import proxyAddr from 'proxy-addr'
import { addressHeader, personHeader, repeatedHeader } from '#actions/request/request.schema.ts'
import { enterNetwork } from '#db/audit/networks.ts'
import { parseConfig } from '#db/config.ts'
import { canonical, type Forwarded, readForwarded, type SiteParts, type Trust } from './forwarded.ts'
import { isMisdirected, refuseMisdirected } from './misdirected.ts'
import { setRequestId } from './request-id.ts'
import { watchRequests } from './watch-requests.ts'

/** Marks requests that this process makes to itself. */
const sealHeader = 'x-rollcall-seal'

type Site = {
  trust: Trust
  seal: string
  /** See db/config.ts. */
  publicUrl: string | undefined
  /** See db/config.ts. */
  authHeader: string | undefined
}

/** Decides once who asks, and under which address of this site, and refuses requests for another site. */
export function fixAddresses(): void {
  const { trustedProxies, publicUrl, authHeader } = parseConfig(process.env)
  const [trust, seal] = [proxyAddr.compile(trustedProxies), randomBytes(16).toString('hex')]
  const site = { trust, seal, publicUrl, authHeader }
  watchRequests(({ request, response }) => {
    const { headers, socket, url = '' } = request
    const { isRepeated, host } = fixAddress(headers, socket.remoteAddress ?? '', site)
    setRequestId(headers, () => isRepeated || trust(canonical(socket.remoteAddress ?? ''), 0))
    enterNetwork(String(headers[addressHeader]))
    if (publicUrl && !isRepeated && isMisdirected(url, host, publicUrl)) refuseMisdirected(response)
  })
}

/**
 * Writes the address of the client into a header, and removes what nobody may say: only proxies that the operator named
 * may set X-Forwarded headers, and say who is signed in. Next compares the Origin of a form with X-Forwarded-Host, so PUBLIC_URL is put there. Next
 * repeats some requests to itself with the headers of the client: to run an action that the page does not have, and to
 * show the page after a form. The seal proves such a repeat, which keeps its headers.
 * @returns the host that was asked for
 */
export function fixAddress(
  headers: IncomingHttpHeaders,
  connected: string,
  site: Site,
): { isRepeated: boolean; host: string } {
  const { trust, seal, publicUrl } = site
  const known = headers[sealHeader] === seal ? headers[addressHeader] : undefined
  const isRepeated = known !== undefined
  const person = isRepeated ? headers[personHeader] : takePerson(headers, connected, site)
  const { address, ...forwarded } = readForwarded(headers, connected, trust)
  // Our own headers are never accepted from outside.
  for (const name of Object.keys(headers)) if (name.startsWith('x-rollcall-')) delete headers[name]
  Object.assign(headers, { [sealHeader]: seal, [addressHeader]: known ?? address })
  if (person !== undefined) headers[personHeader] = person
  if (isRepeated) headers[repeatedHeader] = '1'
  else write(headers, { address, ...(publicUrl ? partsOf(publicUrl) : forwarded) })
  return { isRepeated, host: forwarded.host ?? headers.host ?? '' }
}

/** Removes the header, and says what it says if a trusted proxy sent it itself. */
function takePerson(headers: IncomingHttpHeaders, connected: string, { trust, authHeader }: Site) {
  if (!authHeader) return undefined
  const person = headers[authHeader]
  delete headers[authHeader]
  return person !== undefined && trust(canonical(connected), 0) ? String(person) : undefined
}

function partsOf(publicUrl: string): SiteParts {
  const { protocol, host, port } = new URL(publicUrl)
  const proto = protocol.slice(0, -1)
  return { proto, host, port: port || (proto === 'https' ? '443' : '80') }
}

function write(headers: IncomingHttpHeaders, { address, ...parts }: Forwarded): void {
  headers['x-forwarded-for'] = address
  for (const part of ['proto', 'host', 'port'] as const) {
    delete headers[`x-forwarded-${part}`]
    if (parts[part] !== undefined) headers[`x-forwarded-${part}`] = parts[part]
  }
}
