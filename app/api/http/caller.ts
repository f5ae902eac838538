import { addressHeader } from '#actions/request/request.schema.ts'
import { levelOfToken } from '#db/accounts/tokens.ts'
import { database } from '#db/database.ts'
import type { Level } from '#db/policy.ts'
import { digestOf } from '#db/secrets.ts'
import { keyOf } from '../../request/request-limit.ts'
import { Problem } from './problem.ts'
import { countRequest } from './rate-limit.ts'

/** `key` is the name under which requests are counted. */
export type Caller = { level: Level; key: string }

/** Cookies are ignored. @throws Problem 401 for a token that is not valid, and 429 for too many of them */
export async function callerOf(request: Request): Promise<Caller> {
  const authorization = request.headers.get('authorization')
  if (authorization === null) return { level: 'public', key: networkKey(request) }
  const [, token] = /^Bearer +(\S+) *$/i.exec(authorization) ?? []
  const level = token && (await levelOfToken(database(), token))
  if (!token || !level) await countRequest(networkKey(request))
  if (!token || !level) throw new Problem(401, 'This token is not known, has expired or was revoked.')
  return { level, key: digestOf(token) }
}

export function networkKey({ headers }: Request): string {
  return keyOf(headers.get(addressHeader) ?? '')
}
