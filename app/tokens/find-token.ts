import { findToken as find } from '#db/accounts/tokens.ts'
import { database } from '#db/database.ts'
import { NotFound } from '#db/errors.ts'
import { parseId } from '#db/ids.ts'
import type { Token } from '#db/tables.ts'
import { endOf } from './token-end.ts'

type Params = { id: string }

/** Only finds a valid token. @throws NotFound */
export async function findToken(params: Params): Promise<Token> {
  const id = parseId(params.id)
  const token = id && (await find(database(), id))
  if (!token || endOf(token)) throw new NotFound('token')
  return token
}
