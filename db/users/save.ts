import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import pg from 'pg'
import { record, type Write } from '../audit/events.ts'
import type { Trx } from '../database.ts'
import { FieldRefused, ValueTaken } from '../errors.ts'
import { readHomeCountry } from '../home-country.ts'
import type { Snapshot, User } from '../tables.ts'
import { uniqueFields } from '../user-fields.ts'
import { userColumns } from './find.ts'
import { inSql, storedColumns } from './kinds.ts'
import { snapshot, toSnapshot } from './snapshot.ts'
import { mostTeamsOfUser, type UserValues } from './values.ts'

/** `homeCountry`: where the caller knows it (db/home-country.ts). */
type Saving = Write & { homeCountry?: string }

export type Change = { before: User; values?: UserValues | undefined; trashed?: boolean }

/** In the order given, in one write. @throws ValueTaken, FieldRefused; then nobody is added */
export async function insertUsers(
  trx: Trx,
  people: readonly UserValues[],
  { homeCountry, ...write }: Omit<Saving, 'verb'>,
): Promise<User[]> {
  const home = homeCountry ?? (await readHomeCountry(trx))
  const added: User[] = []
  for (const some of inBatches(people)) {
    const rows = some.map((values) => toSnapshot(values, home))
    const { rows: users } = await sql<User>`
      insert into users (${names})
      select ${wantedValues} from jsonb_to_recordset(${JSON.stringify(rows)}) as wanted (${definitions})
      returning ${read}`
      .execute(trx)
      .catch((error) => refuse(error, rows))
    await record(trx, { ...write, verb: 'create' }, users.map(toEntry))
    added.push(...users)
  }
  return added
}

/**
 * The only function that changes users. The caller has raised the revision, so no other write runs now.
 * @param onSaved - gets the number of saved users after each thousand
 * @returns only users that changed, as they are now
 * @throws ValueTaken, FieldRefused; then nobody is changed
 */
export async function saveUsers(
  trx: Trx,
  changes: readonly Change[],
  { homeCountry, ...write }: Saving,
  onSaved: (count: number) => void = () => {},
): Promise<User[]> {
  const home = homeCountry ?? (await readHomeCountry(trx))
  const saved: User[] = []
  const wanted = changes.map((change) => toWanted(change, home))
  for (const some of inBatches(wanted.filter(isChange))) {
    const rows = some.map(({ before, wanted, trashed }) => ({ ...wanted, id: before.id, trashed }))
    const { rows: users } = await sql<User>`
      update users set
        (${names}) = row(${wantedValues}),
        trashed_at = case when wanted.trashed then coalesce(users.trashed_at, now()) end,
        version = users.version + 1,
        updated_at = now()
      from jsonb_to_recordset(${JSON.stringify(rows)}) as wanted (id integer, trashed boolean, ${definitions})
      where users.id = wanted.id
      returning ${read}`
      .execute(trx)
      .catch((error) => refuse(error, rows))
    const before = new Map(some.map((change) => [change.before.id, snapshot(change.before)]))
    const entries = users.map((user) => ({ ...toEntry(user), before: before.get(user.id) }))
    await record(trx, write, entries)
    saved.push(...users)
    onSaved(saved.length)
  }
  return saved
}

// One parameter for a whole batch.
const names = sql.raw(storedColumns.map(({ name }) => inSql(name)).join(', '))
const wantedValues = sql.raw(storedColumns.map(({ name }) => `wanted."${name}"`).join(', '))
const definitions = sql.raw(storedColumns.map(({ name, type }) => `"${name}" ${type}`).join(', '))

const read = sql.join(userColumns.map((column) => sql.ref(`users.${column}`)))

function toEntry(user: User) {
  return { userId: user.id, version: user.version, before: undefined, after: snapshot(user) }
}

function toWanted({ before, values, trashed = before.trashedAt !== null }: Change, homeCountry: string) {
  return { before, trashed, wanted: values ? toSnapshot(values, homeCountry) : snapshot(before) }
}

function isChange({ before, wanted, trashed }: ReturnType<typeof toWanted>): boolean {
  return trashed !== (before.trashedAt !== null) || !isDeepStrictEqual(wanted, snapshot(before))
}

/** How many users a statement reads or writes, so that none takes long. */
export const batch = 1_000

/** Keeps each statement short. */
export function* inBatches<T>(all: readonly T[]): Generator<T[]> {
  for (let start = 0; start < all.length; start += batch) yield all.slice(start, start + batch)
}

/** @param rows - what the database refused to save */
function refuse(error: unknown, rows: readonly Snapshot[]): never {
  const constraint = error instanceof pg.DatabaseError ? error.constraint : undefined
  const taken = uniqueFields.find((name) =>
    [`users_${inSql(name)}_key`, `users_${inSql(name)}_ascii_key`].includes(constraint ?? ''),
  )
  if (taken) throw new ValueTaken(taken, { value: rows.length === 1 ? rows[0]?.[taken] : undefined })
  if (constraint === 'users_teams_exist')
    throw new FieldRefused('teams', 'A team was deleted. Open the page again and choose again')
  if (constraint === 'users_teams_length')
    throw new FieldRefused('teams', `Somebody can be in ${mostTeamsOfUser} teams at most`)
  throw error
}
