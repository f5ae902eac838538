import type { User } from '#db/tables.ts'
import type { UniqueField } from '#db/user-fields.ts'
import type { Person } from '#db/users/find.ts'

/** How texts of a file are compared, and which values several of its rows have. */
export type Keys = {
  /** Each text as the database compares it. */
  texts: ReadonlyMap<string, string>
  names: ReadonlyMap<string, string>
  /** Emails and phone numbers (E.164) of several rows: those of a family or an office. */
  shared: ReadonlySet<string>
}

/** Compares texts as the database does, and finds who has a value. */
export function keyReader(people: readonly Person[], { texts, names }: Pick<Keys, 'texts' | 'names'>) {
  // Those in the trash first, and of them the latest last, so that the best match stays.
  const ordered = [...people].sort(bestLast)
  return {
    keyOf: (text: string) => texts.get(text) ?? text.toLowerCase(),
    nameKeyOf: (name: string) => names.get(name) ?? name.toLowerCase(),
    holdersOf: (field: UniqueField) => new Map(ordered.map((person) => [person.keys[field], person])),
  }
}

function bestLast(one: User, other: User): number {
  const rank = ({ trashedAt }: User) => trashedAt?.getTime() ?? Number.POSITIVE_INFINITY
  return rank(one) === rank(other) ? one.id - other.id : rank(one) - rank(other)
}
