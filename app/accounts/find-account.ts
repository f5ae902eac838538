import { findAccount as find } from '#db/accounts/find.ts'
import { database } from '#db/database.ts'
import { NotFound } from '#db/errors.ts'
import { parseId } from '#db/ids.ts'
import type { Account } from '#db/tables.ts'
import { forForm } from '../request/request-page.ts'

type Params = Promise<{ id: string }>

/** The account that an address such as `/accounts/5` names, for a page that is a form. @throws NotFound */
export async function findAccountForForm(params: Params): Promise<Account | undefined> {
  return forForm(() => findAccount(params))
}

async function findAccount(params: Params): Promise<Account> {
  const id = parseId((await params).id)
  const account = id && (await find(database(), id))
  if (!account) throw new NotFound('account')
  return account
}
