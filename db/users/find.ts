import { type RawBuilder, sql } from 'kysely'
import type { Executor } from '../database.ts'
import { idIn } from '../id-in.ts'
import type { Level } from '../policy.ts'
import type { User } from '../tables.ts'
import { type UniqueField, uniqueFields } from '../user-fields.ts'
import { toAscii } from './email.ts'
import { inSql, storedColumns } from './kinds.ts'

export const userColumns: readonly (keyof User)[] = [
  'id',
  ...storedColumns.map(({ name }) => name),
  'namedTeams',
  'version',
  'createdAt',
  'updatedAt',
  'trashedAt',
]

export async function find(db: Executor, id: number): Promise<User | undefined> {
  return usersIn(db, 'untrashed').select(userColumns).where('id', '=', id).executeTakeFirst()
}

export async function findTrashed(db: Executor, id: number): Promise<User | undefined> {
  return usersIn(db, 'trash').select(userColumns).where('id', '=', id).executeTakeFirst()
}

export async function findAnywhere(db: Executor, id: number): Promise<User | undefined> {
  return db.selectFrom('users').select(userColumns).where('id', '=', id).executeTakeFirst()
}

export async function findPublic(db: Executor, id: number): Promise<User | undefined> {
  return usersIn(db, 'public').select(userColumns).where('id', '=', id).executeTakeFirst()
}

/** By text, as the database compares it, because its lower case differs from JavaScript's. */
export function comparedTexts(db: Executor, texts: readonly string[]): Promise<Map<string, string>> {
  return keysOf(db, texts, 'lower')
}

/** By name, as the database compares it: without accents and case. */
export function comparedNames(db: Executor, names: readonly string[]): Promise<Map<string, string>> {
  return keysOf(db, names, 'fold')
}

async function keysOf(
  db: Executor,
  texts: readonly string[],
  key: 'lower' | 'fold',
): Promise<Map<string, string>> {
  const { rows } = await sql<{ text: string; key: string }>`
    select text, ${sql.raw(key)}(text) as key from unnest(${texts}::text[]) text`.execute(db)
  return new Map(rows.map(({ text, key }) => [text, key]))
}

/** The name of the person outside the trash who has this value of a unique field. */
export async function nameOfHolder(
  db: Executor,
  field: UniqueField,
  value: string,
): Promise<string | undefined> {
  const [holder] = await usersIn(db, 'untrashed')
    .select('name')
    .where((eb) =>
      eb.or([
        sql<boolean>`lower(${sql.ref(field)}) = lower(${value}) and ${sql.ref(field)} <> ''`,
        sql<boolean>`${field} = 'email' and lower(email_ascii) = lower(${toAscii(value)}) and email_ascii <> ''`,
      ]),
    )
    .execute()
  return holder?.name
}

/** Of the unique fields of a person in the trash, those whose values somebody else has now. */
export async function holdersOf(db: Executor, user: User): Promise<{ field: UniqueField; name: string }[]> {
  const found = uniqueFields.map(async (field) => {
    const name = user[field] && (await nameOfHolder(db, field, user[field]))
    return name ? [{ field, name }] : []
  })
  return (await Promise.all(found)).flat()
}

/** `keys` are compared; of an email in its form in ASCII. */
export type Person = User & { nameKey: string; keys: Record<UniqueField, string> }

type Wanted = {
  ids: readonly number[]
  /** Unique values as the database compares them; emails also find people in the trash. */
  keys: Partial<Record<UniqueField, readonly string[]>>
  names?: readonly string[]
  /** In E.164. */
  phones?: readonly string[]
}

// The embedded store answers nobody else while it reads these.
const peopleAtOnce = 500

/** @param known - people who need not be read again */
export async function findPeople(
  db: Executor,
  wanted: Wanted,
  known: ReadonlyMap<number, Person> = new Map(),
): Promise<Person[]> {
  const found = await meantBy(db, wanted).execute()
  const ids = found.map(({ id }) => id).filter((id) => !known.has(id))
  const people: Person[] = []
  for (let start = 0; start < ids.length; start += peopleAtOnce)
    people.push(...(await readPeople(db, ids.slice(start, start + peopleAtOnce))))
  return people
}

function meantBy(db: Executor, { ids, keys, names = [], phones = [] }: Wanted) {
  // One query per field, because each has its own index.
  let meant = db
    .selectFrom('users')
    .select('id')
    .where(idIn(ids))
    .union(idsWith(db, 'email', keys.email ?? [], sql`trashed_at is not null`))
  for (const field of uniqueFields)
    meant = meant.union(idsWith(db, field, keys[field] ?? [], sql`trashed_at is null`))
  meant = meant.union(idsWith(db, 'emailAscii', keys.email ?? [], sql`trashed_at is null`))
  for (const [column, values] of [
    ['nameKey', names],
    ['phoneE164', phones],
    ['mobileE164', phones],
  ] as const)
    meant = meant.union(
      usersIn(db, 'untrashed')
        .select('id')
        .where(sql<boolean>`${sql.ref(column)} = any(${values}::text[]) and ${sql.ref(column)} <> ''`),
    )
  return meant
}

async function readPeople(db: Executor, ids: readonly number[]): Promise<Person[]> {
  const people = await db
    .selectFrom('users')
    .select(userColumns)
    .select('nameKey')
    .select(sql<Person['keys']>`json_build_object(${sql.raw(pairs)})`.as('keys'))
    .where(idIn(ids))
    .execute()
  for (const { email, keys } of people) keys.email = toAscii(email).toLowerCase() || keys.email
  return people
}

const pairs = uniqueFields.map((name) => `'${name}', lower(${inSql(name)})`).join(', ')

function idsWith(
  db: Executor,
  field: UniqueField | 'emailAscii',
  keys: readonly string[],
  where: RawBuilder<unknown>,
) {
  const column = sql.ref(field)
  return db
    .selectFrom('users')
    .select('id')
    .where(sql<boolean>`lower(${column}) = any(${keys}::text[]) and ${column} <> '' and ${where}`)
}

export type Scope = 'public' | 'untrashed' | 'trash'

export function scopeOf(level: Level): Scope {
  return level === 'public' ? 'public' : 'untrashed'
}

export function usersIn(db: Executor, scope: Scope) {
  const users = db.selectFrom('users').where('trashedAt', scope === 'trash' ? 'is not' : 'is', null)
  return scope === 'public' ? users.where('listed', '=', true).where('status', '=', 'active') : users
}
