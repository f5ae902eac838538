import type { Executor } from '#db/database.ts'
import { parseId } from '#db/ids.ts'
import { listTeams } from '#db/teams/find.ts'
import { type UniqueField, uniqueFields } from '#db/user-fields.ts'
import { toAscii } from '#db/users/email.ts'
import { comparedNames, comparedTexts, findPeople, type Person } from '#db/users/find.ts'
import { knownTeams } from '../spreadsheet/read-cells.server.ts'
import type { Known } from './judge-row.server.ts'
import type { ReadRow } from './read-rows.server.ts'

// The embedded store answers one query after the other, and reads its whole table for each of these.
const rowsAtOnce = 1_250

/** The people whom rows may mean, and how their texts are compared. */
export async function knownTo(db: Executor, rows: readonly ReadRow[]): Promise<Known> {
  const [texts, names] = [new Map<string, string>(), new Map<string, string>()]
  const people = new Map<number, Person>()
  for (let start = 0; start < rows.length; start += rowsAtOnce) {
    const found = await knownToSome(db, rows.slice(start, start + rowsAtOnce), people)
    for (const [text, key] of found.texts) texts.set(text, key)
    for (const [name, key] of found.names) names.set(name, key)
    for (const person of found.people) people.set(person.id, person)
  }
  const written = rows.flatMap(({ cells }) => cells.email || [])
  // The same text may be something else in other rows.
  compareInAscii(written, texts)
  const emails = written.flatMap((email) => texts.get(email) ?? [])
  const shared = new Set([...repeated(emails), ...repeated(rows.flatMap(phonesOf))])
  const find = knownTeams(await listTeams(db))
  return { people: [...people.values()], find, keys: { texts, names, shared } }
}

async function knownToSome(db: Executor, rows: readonly ReadRow[], known: ReadonlyMap<number, Person>) {
  const written = byField((field) => rows.flatMap(({ cells }) => cells[field] || []))
  const texts = await comparedTexts(db, Object.values(written).flat())
  compareInAscii(written.email, texts)
  const names = await comparedNames(
    db,
    rows.flatMap(({ cells }) => cells.name || []),
  )
  const keys = byField((field) => written[field].flatMap((text) => texts.get(text) ?? []))
  const typed = written.email.map((email) => email.toLowerCase())
  const wanted = {
    ids: rows.flatMap(({ cells: { id = '' } }) => parseId(id) ?? []),
    // Who was saved before there was a form in ASCII is found by the email as it is typed.
    keys: { ...keys, email: [...keys.email, ...typed] },
    names: [...names.values()],
    phones: rows.flatMap(phonesOf),
  }
  const named = await findPeople(db, wanted, known)
  // Somebody who comes back from the trash may find taken what was theirs.
  const trashed = named.filter(({ trashedAt }) => trashedAt)
  const kept = byField((field) => trashed.map((person) => person.keys[field]))
  const holders = trashed.length > 0 ? await findPeople(db, { ids: [], keys: kept }) : []
  return { texts, names, people: [...named, ...holders] }
}

function compareInAscii(emails: readonly string[], texts: Map<string, string>): void {
  for (const email of emails) {
    const ascii = toAscii(email).toLowerCase()
    if (ascii) texts.set(email, ascii)
  }
}

/** One row may have its number twice. */
function phonesOf({ phones }: ReadRow): string[] {
  return [...new Set(phones)]
}

function repeated(values: readonly string[]): string[] {
  const seen = new Set<string>()
  return values.filter((value) => seen.has(value) || !seen.add(value))
}

function byField(texts: (field: UniqueField) => string[]): Record<UniqueField, string[]> {
  return Object.fromEntries(uniqueFields.map((field) => [field, texts(field)])) as Record<
    UniqueField,
    string[]
  >
}
