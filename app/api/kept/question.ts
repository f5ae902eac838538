import type { IncomingMessage } from 'node:http'
import { addressHeader } from '#actions/request/request.schema.ts'
import { digestOfToken } from '#db/accounts/tokens.ts'
import { keyOf } from '../../request/request-limit.ts'

export type Question = {
  /** The same for all that have the same answer at one level and revision. */
  key: string
  /** Of a token. */
  digest: string | undefined
  /** The name under which the caller's requests are counted. */
  caller: string
  ifNoneMatch: string | undefined
}

/** The list and its people as JSON; files are not kept. */
const addresses = /^\/api\/users(?:\/\d{1,10})?(?:\?(?!.*format=).*)?$/

/** Next may answer requests with these in a way of its own. */
const special =
  /^(content-length|transfer-encoding|range|expect|rsc$|next-|x-(nextjs|middleware|invoke|matched|now)-)/

/** All that an answer depends on besides the level and the directory. */
const distinguishing = [
  'accept',
  'accept-encoding',
  'prefer',
  'origin',
  'x-forwarded-proto',
  'x-forwarded-host',
]

const longestKey = 2_000

/** What a request asks, or undefined where memory cannot have its answer. */
export function readQuestion({ method = '', url = '', headers }: IncomingMessage): Question | undefined {
  if ((method !== 'GET' && method !== 'HEAD') || !addresses.test(url)) return undefined
  for (const name in headers) if (special.test(name)) return undefined
  const { authorization, 'if-none-match': ifNoneMatch } = headers
  const digest = authorization === undefined ? undefined : digestOf(authorization)
  if (authorization !== undefined && digest === undefined) return undefined
  const parts = distinguishing.map((name) => headers[name] ?? '')
  const key = [method, url, ...parts].join('\n')
  if (key.length > longestKey) return undefined
  return { key, digest, caller: digest ?? keyOf(String(headers[addressHeader])), ifNoneMatch }
}

function digestOf(authorization: string): string | undefined {
  const [, token] = /^Bearer +(\S+) *$/i.exec(authorization) ?? []
  return token === undefined ? undefined : digestOfToken(token)
}
