import { type UniqueField, uniqueFields } from '#db/user-fields.ts'
import type { Person } from '#db/users/find.ts'
import { inText } from '../user-words.schema.ts'
import { type Keys, keyReader } from './keys.server.ts'
import { type Match, type Refusal, twoPeople } from './match-people.server.ts'
import { isSameName } from './same-person.server.ts'

type Claim = { row: number; name: string }
type Claimed = Record<'name' | UniqueField, string>

/** Keeps two rows from meaning one person, and two people from having one value of a field that nobody shares. */
export function claims(people: readonly Person[], keys: Keys) {
  const { keyOf, holdersOf } = keyReader(people, keys)
  const columns = uniqueFields.map((field) => ({
    field,
    holders: holdersOf(field),
    claims: new Map<string, Claim>(),
  }))
  const claimed = new Map<number, Claim>()

  return {
    /** Whether an earlier row means the person. */
    isMeant: ({ id }: Person, row: number) => (claimed.get(id)?.row ?? row) !== row,
    /** @returns what keeps the row from being taken, because others have it */
    claim(row: number, { before, by }: Pick<Match, 'before' | 'by'>, values: Partial<Claimed>): Refusal[] {
      const refusals: Refusal[] = []
      const name = values.name ?? before?.name ?? ''
      // A row is looked at once more without the cells that are left out.
      const byOther = (claim: Claim | undefined) => (claim?.row === row ? undefined : claim)
      const first = before && byOther(claimed.get(before.id))
      if (first) refusals.push(samePerson(first))
      for (const { field, holders, claims } of columns) {
        const value = values[field]
        const key = value === undefined ? (before?.keys[field] ?? '') : keyOf(value)
        const holder = key === '' ? undefined : holders.get(key)
        const isTheirs = holder !== undefined && holder.id === before?.id
        const claim = byOther(claims.get(key))
        // A row above that claims what is theirs is refused itself.
        if (claim && !first && !isTheirs)
          refusals.push(
            isSameName(name, claim.name)
              ? samePerson(claim)
              : taken(field, `Row ${claim.row}, ${claim.name},`),
          )
        else if (holder && !holder.trashedAt && !isTheirs)
          refusals.push(
            before && by === 'id' && field === 'email'
              ? { field: 'id', message: twoPeople('id', before, holder), droppable: false }
              : { ...taken(field, holder.name), droppable: value !== undefined },
          )
        if (key && !claim) claims.set(key, { row, name })
      }
      if (before && !first) claimed.set(before.id, { row, name })
      return refusals
    },
  }
}

function samePerson({ row, name }: Claim): Refusal {
  const message = `Row ${row} is about the same person, ${name}. Leave one of them out`
  return { field: 'email', message, droppable: false }
}

function taken(field: UniqueField, who: string): Refusal {
  return {
    field,
    message: `${who} has this ${inText(field)}. Enter a different one, or leave it out`,
    droppable: true,
  }
}
