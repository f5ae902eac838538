import { database } from '#db/database.ts'
import { NotFound } from '#db/errors.ts'
import { parseId } from '#db/ids.ts'
import { findImport as find, type Import } from '#db/imports/find.ts'

/** The import that an address such as `/users/import/3` names, where it is this account's own. @throws NotFound */
export async function findImport(params: Promise<{ id: string }>, accountId: number): Promise<Import> {
  const id = parseId((await params).id)
  const found = id && (await find(database(), id, accountId))
  if (!found) throw new NotFound('import')
  return found
}
