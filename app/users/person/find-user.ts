import { database } from '#db/database.ts'
import { NotFound } from '#db/errors.ts'
import { parseId } from '#db/ids.ts'
import type { User } from '#db/tables.ts'
import { find, findTrashed } from '#db/users/find.ts'

type Params = { id: string }

/** @throws NotFound */
export function findUser(params: Params): Promise<User> {
  return findBy(find, params)
}

/** @throws NotFound */
export function findTrashedUser(params: Params): Promise<User> {
  return findBy(findTrashed, params)
}

/** @throws NotFound */
export async function findBy(look: typeof find, params: Params): Promise<User> {
  const id = parseId(params.id)
  const user = id && (await look(database(), id))
  if (!user) throw new NotFound()
  return user
}
