import { database } from '#db/database.ts'
import { NotFound } from '#db/errors.ts'
import type { User } from '#db/tables.ts'
import { find } from '#db/users.ts'

/** The user that an address such as `/users/12` names. @throws NotFound for anything else */
export async function findUser(params: Promise<{ id: string }>): Promise<User> {
  const { id } = await params
  const user = isId(id) ? await find(database(), Number(id)) : undefined
  if (!user) throw new NotFound()
  return user
}

/** Whether the text is an id as the directory writes them: no sign, no leading zero, within PostgreSQL's integer. */
export function isId(text: string): boolean {
  return /^[1-9]\d{0,9}$/.test(text) && Number(text) <= 2_147_483_647
}
