import { database } from '#db/database.ts'
import { NotFound } from '#db/errors.ts'
import type { User } from '#db/tables.ts'
import { find, parseId } from '#db/users.ts'

/** The user that an address such as `/users/12` names. @throws NotFound for anything else */
export async function findUser(params: Promise<{ id: string }>): Promise<User> {
  const id = parseId((await params).id)
  const user = id && (await find(database(), id))
  if (!user) throw new NotFound()
  return user
}
