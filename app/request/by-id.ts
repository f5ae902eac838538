import { database, type Executor } from '#db/database.ts'
import { NotFound, type Noun } from '#db/errors.ts'
import { parseId } from '#db/ids.ts'

/** Makes a function that finds the record of an address such as `/users/12`. It throws NotFound where there is none. */
export function byId<Found extends object>(
  noun: Noun,
  find: (db: Executor, id: number) => Promise<Found | undefined>,
) {
  return async (params: { id: string }): Promise<Found> => {
    const id = parseId(params.id)
    const found = id && (await find(database(), id))
    if (!found) throw new NotFound(noun)
    return found
  }
}
