import { database } from '#db/database.ts'
import { NotFound } from '#db/errors.ts'
import { parseId } from '#db/find-users.ts'
import type { Token } from '#db/tables.ts'
import { findToken as find } from '#db/tokens.ts'
import { isPosted } from '../request-page.ts'
import { endOf } from './token-end.ts'

type Params = Promise<{ id: string }>

/**
 * The good token that an address such as `/tokens/5/revoke` names. Without scripts a refused form is its page again: then
 * undefined stands for a token that ended meanwhile or cannot be read.
 * @throws NotFound
 */
export async function findTokenForForm(params: Params): Promise<Token | undefined> {
  return (await isPosted()) ? findToken(params).catch(() => undefined) : findToken(params)
}

async function findToken(params: Params): Promise<Token> {
  const id = parseId((await params).id)
  const token = id && (await find(database(), id))
  if (!token || endOf(token)) throw new NotFound('token')
  return token
}
