import { findToken as find } from '#db/accounts/tokens.ts'
import { database } from '#db/database.ts'
import { NotFound } from '#db/errors.ts'
import { parseId } from '#db/ids.ts'
import type { Token } from '#db/tables.ts'
import { forForm } from '../request/request-page.ts'
import { endOf } from './token-end.ts'

type Params = Promise<{ id: string }>

/** The good token that an address such as `/tokens/5/revoke` names, for a page that is a form. @throws NotFound */
export async function findTokenForForm(params: Params): Promise<Token | undefined> {
  return forForm(() => findToken(params))
}

async function findToken(params: Params): Promise<Token> {
  const id = parseId((await params).id)
  const token = id && (await find(database(), id))
  if (!token || endOf(token)) throw new NotFound('token')
  return token
}
