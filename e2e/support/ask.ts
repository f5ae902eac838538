import { once } from 'node:events'
import { type Agent, type IncomingMessage, request } from 'node:http'
import { request as requestOverTls } from 'node:https'
import { networkInterfaces } from 'node:os'
import { Readable } from 'node:stream'
import { timeoutMs } from './plain-form.ts'

type Question = {
  /** The address of this machine that the request comes from. */
  from: string
  /** The address to connect to, instead of the host of the URL. */
  to?: string
  /** The certificate of a server with https. */
  ca?: string
  agent?: Agent
  /** Instead of the path of the address. */
  path?: string
  headers?: Record<string, string>
  /** Makes it a post. */
  form?: FormData
}

/** Like fetch, from an address of this machine, and with a Host that may be any. Follows no redirect. */
export async function ask(url: string, question: Question): Promise<Response> {
  const { from, to, path, ca, agent, headers = {}, form } = question
  const encoded = form && new Response(form)
  const { host, hostname, protocol } = new URL(url)
  const asked = (protocol === 'https:' ? requestOverTls : request)(url, {
    localAddress: from,
    ...(to && { hostname: to, servername: hostname }),
    ...(path && { path }),
    ...(ca && { ca }),
    ...(agent && { agent }),
    method: form ? 'POST' : 'GET',
    headers: {
      host,
      ...(encoded && { 'content-type': String(encoded.headers.get('content-type')) }),
      ...headers,
    },
    signal: AbortSignal.timeout(timeoutMs),
  })
  asked.end(encoded && Buffer.from(await encoded.arrayBuffer()))
  const [message] = (await once(asked, 'response')) as [IncomingMessage]
  const answer = new Response(Readable.toWeb(message) as ReadableStream, { status: message.statusCode ?? 0 })
  for (const [name, values = []] of Object.entries(message.headersDistinct))
    for (const value of values) answer.headers.append(name, value)
  return answer
}

/** An address of this machine that is not where requests come from by default: on its network, if it is on one. */
export function ownAddress(): string {
  const all = Object.values(networkInterfaces()).flatMap((addresses = []) => addresses)
  return all.find(({ internal, family }) => !internal && family === 'IPv4')?.address ?? '127.0.0.2'
}
