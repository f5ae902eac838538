import { parseId } from '#db/ids.ts'
import { type FieldName, type UniqueField, uniqueFields } from '#db/user-fields.ts'
import type { Person } from '#db/users/find.ts'
import { type Keys, keyReader } from './keys.server.ts'
import type { Cells } from './row-cells.server.ts'
import { firstNamesAgree, isSameFamily, namesAgree } from './same-person.server.ts'

/** A reason against a row, and the field that it is about. Without a cell that is `droppable` the row could be taken. */
export type Refusal = { field: 'id' | FieldName; message: string; droppable: boolean }

/** The person of a row, if there is one. */
export type Match = {
  before: Person | undefined
  /** The field that found the person. */
  by?: 'id' | UniqueField | undefined
  refusals: Refusal[]
  /** The person has quite another name, and nothing else that nobody shares agrees. */
  isDoubtful?: boolean
  /** Others who may be the person: they have the name or the phone number. */
  candidates: Person[]
  /** People with the name, each of whom another row means. */
  namesakes: Person[]
}

type Row = { cells: Cells; phones: readonly string[] }

/** Finds the person of a row: by id, staff number or email, in this order, and outside the trash before inside it. */
export function matcher(people: readonly Person[], keys: Keys, rows: readonly Row[]) {
  const { keyOf, nameKeyOf, holdersOf } = keyReader(people, keys)
  const byId = new Map(people.map((user) => [user.id, user]))
  const [byNumber, byEmail] = [holdersOf('staffNumber'), holdersOf('email')]
  const byName = groups(people, ({ nameKey }) => [nameKey])
  const byPhone = groups(people, ({ phoneE164, mobileE164 }) => [phoneE164, mobileE164])

  function byKey(cells: Cells): Match | undefined {
    const { id = '', staffNumber = '', email = '', name = '' } = cells
    if (id) {
      const before = byId.get(parseId(id) ?? 0)
      return before ? found('id', before, cells) : refused('id', nobodyHasId)
    }
    const holder = staffNumber ? byNumber.get(keyOf(staffNumber)) : undefined
    const numbered = holder?.trashedAt ? undefined : holder
    const addressed = email ? byEmail.get(keyOf(email)) : undefined
    if (numbered && addressed && numbered !== addressed && !addressed.trashedAt)
      return refused('staffNumber', twoPeople('staff number', numbered, addressed))
    if (numbered) return found('staffNumber', numbered, cells)
    const isShared = keys.shared.has(keyOf(email))
    const isOther = isShared && name && addressed && !firstNamesAgree(name, addressed)
    return addressed && !isOther ? found('email', addressed, cells) : undefined
  }

  function found(by: 'id' | UniqueField, before: Person, cells: Cells): Match {
    const { name = '' } = cells
    const disagrees = (field: UniqueField) =>
      Boolean(cells[field] && before.keys[field]) && keyOf(cells[field] ?? '') !== before.keys[field]
    const agrees = (field: UniqueField) =>
      field !== by && cells[field] && keyOf(cells[field]) === before.keys[field]
    // Numbers of another system are also those of others here: then a first name alone is not enough.
    const isSame =
      by === 'staffNumber' && disagrees('email') ? isSameFamily(name, before) : namesAgree(name, before)
    const isSure = name === '' || isSame || uniqueFields.some(agrees)
    return { ...nobody, before, by, isDoubtful: !isSure }
  }

  const meant = new Set(
    rows.flatMap(({ cells }) => {
      const match = byKey(cells)
      return match?.before && !match.isDoubtful ? match.before.id : []
    }),
  )

  function byLikeness({ name = '', staffNumber = '' }: Cells, phones: readonly string[]): Match {
    const mayBe = (person: Person) =>
      !person.trashedAt &&
      !(staffNumber && person.staffNumber && bare(keyOf(staffNumber)) !== bare(person.keys.staffNumber))
    const alike = name ? (byName.get(nameKeyOf(name)) ?? []).filter(mayBe) : []
    const owners = phones.flatMap((phone) => ownerOf(phone) ?? []).filter(mayBe)
    return {
      ...nobody,
      candidates: [...new Set([...alike, ...owners])].filter(({ id }) => !meant.has(id)),
      namesakes: alike.filter(({ id }) => meant.has(id)),
    }
  }

  /** The one person with a number, unless several rows have it. */
  function ownerOf(phone: string): Person | undefined {
    const owners = keys.shared.has(phone) ? [] : (byPhone.get(phone) ?? [])
    return owners.length === 1 ? owners[0] : undefined
  }

  return ({ cells, phones }: Row): Match => byKey(cells) ?? byLikeness(cells, phones)
}

const nobody: Match = { before: undefined, refusals: [], candidates: [], namesakes: [] }
const nobodyHasId = 'Nobody has this id. Correct it, or leave it blank to find the person by email'

function refused(field: Refusal['field'], message: string): Match {
  return { ...nobody, refusals: [{ field, message, droppable: false }] }
}

/** The words for a row with values of two people. */
export function twoPeople(by: string, one: { name: string }, other: { name: string }): string {
  return `This is the ${by} of ${one.name}, and the email of ${other.name}. Correct the one that is wrong`
}

/** Spreadsheets turn 007 into 7, and 10 into 10.0. */
function bare(staffNumber: string): string {
  return staffNumber.replace(/^0+|\.0$/g, '')
}

function groups(people: readonly Person[], keysOf: (person: Person) => string[]): Map<string, Person[]> {
  const groups = new Map<string, Person[]>()
  for (const person of people)
    for (const key of new Set(keysOf(person)))
      if (key) {
        const group = groups.get(key) ?? []
        group.push(person)
        groups.set(key, group)
      }
  return groups
}
