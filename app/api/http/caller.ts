import { addressHeader } from '#actions/request/request.schema.ts'
import { levelOfToken } from '#db/accounts/tokens.ts'
import { database } from '#db/database.ts'
import type { Level } from '#db/policy.ts'
import { digestOf } from '#db/secrets.ts'
import { Problem } from './problem.ts'

/** `key` is the name under which requests are counted. */
export type Caller = { level: Level; key: string }

/** Cookies are ignored. @throws Problem 401 for a token that is not valid */
export async function callerOf({ headers }: Request): Promise<Caller> {
  const authorization = headers.get('authorization')
  if (authorization === null) return { level: 'public', key: headers.get(addressHeader) ?? '' }
  const [, token] = /^Bearer +(\S+) *$/i.exec(authorization) ?? []
  const level = token && (await levelOfToken(database(), token))
  if (!token || !level) throw new Problem(401, 'This token is not known, has expired or was revoked.')
  return { level, key: digestOf(token) }
}
