import { parseId } from '#db/ids.ts'
import type { User } from '#db/tables.ts'
import { type UniqueField, uniqueFields } from '#db/user-fields.ts'
import type { Person } from '#db/users/find.ts'
import { inText } from '../user-words.schema.ts'
import type { Cells } from './row-cells.server.ts'

/** A reason against a row, and the field that it is about. */
type Refusal = { field: 'id' | UniqueField; message: string }

/**
 * Tells whom a row means, by its id or else by its email: the person outside the trash before those inside it. `claim`
 * keeps two rows from meaning one person, and two people from having one value of a field that nobody shares.
 */
export function matcher(people: readonly Person[], keys: ReadonlyMap<string, string>) {
  const keyOf = (text: string) => keys.get(text) ?? text.toLowerCase()
  const byId = new Map(people.map((user) => [user.id, user]))
  // Those in the trash first, and of them the latest last, so that the best match stays.
  const ordered = [...people].sort(bestLast)
  const columns = uniqueFields.map((field) => ({
    field,
    holders: new Map(ordered.map((person) => [person.keys[field], person])),
    claimed: new Set<string>(),
  }))
  const byEmail = columns.find(({ field }) => field === 'email')?.holders
  const claimed = new Set<number>()

  function match({ id = '', email = '' }: Cells): { before: Person | undefined; refusals: Refusal[] } {
    if (id === '') return { before: byEmail?.get(keyOf(email)), refusals: [] }
    const before = byId.get(parseId(id) ?? 0)
    const message = 'Nobody has this id. Correct it, or leave it blank to find the person by email'
    return { before, refusals: before ? [] : [{ field: 'id', message }] }
  }

  match.claim = (before: Person | undefined, values: Partial<Record<UniqueField, string>>): Refusal[] => {
    const refusals: Refusal[] = []
    const twice = before !== undefined && claimed.has(before.id)
    if (twice)
      refusals.push({
        field: 'email',
        message: 'A row above is about the same person. Leave one of them out',
      })
    for (const { field, holders, claimed } of columns) {
      const value = values[field]
      const key = value === undefined ? (before?.keys[field] ?? '') : keyOf(value)
      const found = key === '' ? undefined : holders.get(key)
      const holder = found?.trashedAt ? undefined : found
      const isTheirs = holder !== undefined && holder.id === before?.id
      // A row above that claims what is theirs is refused itself.
      if (claimed.has(key) && !twice && !isTheirs)
        refusals.push({ field, message: `A row above has this ${inText(field)}. Enter a different one` })
      if (holder && !isTheirs) refusals.push(otherPerson(field, before, holder))
      if (key) claimed.add(key)
    }
    if (before) claimed.add(before.id)
    return refusals
  }
  return match
}

function otherPerson(field: UniqueField, before: User | undefined, { name }: User): Refusal {
  if (!before || field !== 'email')
    return { field, message: `${name} has this ${inText(field)}. Enter a different one` }
  const message = `This is the id of ${before.name}, and the email of ${name}. Correct the one that is wrong`
  return { field: 'id', message }
}

function bestLast(one: User, other: User): number {
  const rank = ({ trashedAt }: User) => trashedAt?.getTime() ?? Number.POSITIVE_INFINITY
  return rank(one) === rank(other) ? one.id - other.id : rank(one) - rank(other)
}
