import { database } from '#db/database.ts'
import type { ValueTaken } from '#db/errors.ts'
import { nameOfHolder } from '#db/users/find.ts'
import { inText } from '../user-words.schema.ts'

/** For the field whose value somebody else has. An account that may change people may see all their names. */
export async function takenWords(error: ValueTaken): Promise<string> {
  const { field, noun } = error
  if (noun === 'account') return `Another account has this ${inText(field)}. Enter a different one`
  return `${await holderOf(error)} has this ${inText(field)}. Enter a different one, or leave it blank`
}

/** For a form without this field, which brings earlier values back. */
export async function takenFromThisWords(error: ValueTaken): Promise<string> {
  return `${await holderOf(error)} has the ${inText(error.field)} of this person now. Change or remove it there, then try again.`
}

/** Looked up after the refusal, outside its transaction, so the holder may be gone by now. */
async function holderOf({ field, value }: ValueTaken): Promise<string> {
  const name = value && (await nameOfHolder(database(), field, value))
  return name || 'Another person'
}
