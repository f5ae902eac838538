import type { Person } from '#db/find-users.ts'
import { parseId } from '#db/find-users.ts'
import type { User } from '#db/tables.ts'
import type { Cells } from './read-cells.ts'

/** A reason against a row, and the field that it is about. */
type Refusal = { field: 'id' | 'email'; message: string }

/**
 * Tells whom a row means, by its id or else by its e-mail: the person outside the trash before those inside it. `claim`
 * keeps two rows from meaning one person or giving one e-mail to two.
 */
export function matcher(people: readonly Person[], keys: ReadonlyMap<string, string>) {
  const keyOf = (email: string) => keys.get(email) ?? email.toLowerCase()
  const byId = new Map(people.map((user) => [user.id, user]))
  const byEmail = new Map<string, Person>()
  // Those in the trash first, and of them the latest last, so that the best match stays.
  for (const user of [...people].sort(bestLast)) byEmail.set(user.emailKey, user)
  const claimed = { people: new Set<number>(), emails: new Set<string>() }

  function match({ id = '', email = '' }: Cells): { before: Person | undefined; refusals: Refusal[] } {
    if (id === '') return { before: byEmail.get(keyOf(email)), refusals: [] }
    const before = byId.get(parseId(id) ?? 0)
    const message = 'Nobody has this id. Correct it, or leave it blank to find the person by e-mail'
    return { before, refusals: before ? [] : [{ field: 'id', message }] }
  }

  match.claim = (before: Person | undefined, email?: string): Refusal[] => {
    const refusals: Refusal[] = []
    const key = email === undefined ? (before?.emailKey ?? '') : keyOf(email)
    const holder = byEmail.get(key)
    if (before && claimed.people.has(before.id))
      refusals.push({
        field: 'email',
        message: 'A row above is about the same person. Leave one of them out',
      })
    else if (key && claimed.emails.has(key))
      refusals.push({ field: 'email', message: 'A row above has this e-mail. Enter a different one' })
    if (holder && !holder.trashedAt && holder.id !== before?.id) refusals.push(otherPerson(before, holder))
    if (before) claimed.people.add(before.id)
    if (key) claimed.emails.add(key)
    return refusals
  }
  return match
}

function otherPerson(before: User | undefined, { name }: User): Refusal {
  if (!before) return { field: 'email', message: `${name} has this e-mail. Enter a different one` }
  const message = `This is the id of ${before.name}, and the e-mail of ${name}. Correct the one that is wrong`
  return { field: 'id', message }
}

function bestLast(one: User, other: User): number {
  const rank = ({ trashedAt }: User) => trashedAt?.getTime() ?? Number.POSITIVE_INFINITY
  return rank(one) === rank(other) ? one.id - other.id : rank(one) - rank(other)
}
