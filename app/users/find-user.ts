import { headers } from 'next/headers'
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

/**
 * As `findUser`, for a page that is a form. Without scripts a refused form is this page again: then undefined stands
 * for a user who went meanwhile or cannot be read, and what was typed still shows.
 */
export async function findUserForForm(params: Promise<{ id: string }>): Promise<User | undefined> {
  const posted = (await headers()).get('x-rollcall-method') === 'POST'
  return posted ? findUser(params).catch(() => undefined) : findUser(params)
}
