import { database } from '#db/database.ts'
import { NotFound } from '#db/errors.ts'
import { parseId } from '#db/ids.ts'
import type { User } from '#db/tables.ts'
import { find } from '#db/users/find.ts'
import { forForm } from '../../request/request-page.ts'

type Params = Promise<{ id: string }>

/** The user that an address such as `/users/12` names. @throws NotFound for anything else */
export async function findUser(params: Params, look: typeof find = find): Promise<User> {
  const id = parseId((await params).id)
  const user = id && (await look(database(), id))
  if (!user) throw new NotFound()
  return user
}

/** As `findUser`, for a page that is a form. */
export async function findUserForForm(params: Params, look?: typeof find): Promise<User | undefined> {
  return forForm(() => findUser(params, look))
}
