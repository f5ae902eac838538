import { findAccount as find } from '#db/accounts/find.ts'
import { database } from '#db/database.ts'
import { NotFound } from '#db/errors.ts'
import { parseId } from '#db/ids.ts'
import type { Account } from '#db/tables.ts'

type Params = { id: string }

/** @throws NotFound */
export async function findAccount(params: Params): Promise<Account> {
  const id = parseId(params.id)
  const account = id && (await find(database(), id))
  if (!account) throw new NotFound('account')
  return account
}
