import { type RawBuilder, sql } from 'kysely'
import type { Executor } from '../database.ts'
import { idIn } from '../id-in.ts'
import type { Level } from '../policy.ts'
import type { User } from '../tables.ts'
import { type UniqueField, uniqueFields } from '../user-fields.ts'
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
export async function comparedTexts(db: Executor, texts: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ text: string; key: string }>`
    select text, lower(text) as key from unnest(${texts}::text[]) text`.execute(db)
  return new Map(rows.map(({ text, key }) => [text, key]))
}

export type Person = User & { keys: Record<UniqueField, string> }

/** @param keys - unique values as the database compares them; emails also find people in the trash */
export async function findPeople(
  db: Executor,
  { ids, keys }: { ids: readonly number[]; keys: Partial<Record<UniqueField, readonly string[]>> },
): Promise<Person[]> {
  // One query per field, because each has its own index.
  let meant = db
    .selectFrom('users')
    .select('id')
    .where(idIn(ids))
    .union(idsWith(db, 'email', keys.email ?? [], sql`trashed_at is not null`))
  for (const field of uniqueFields)
    meant = meant.union(idsWith(db, field, keys[field] ?? [], sql`trashed_at is null`))
  return db
    .selectFrom('users')
    .select(userColumns)
    .select(sql<Person['keys']>`json_build_object(${sql.raw(pairs)})`.as('keys'))
    .where('id', 'in', meant)
    .execute()
}

const pairs = uniqueFields.map((name) => `'${name}', lower(${inSql(name)})`).join(', ')

function idsWith(db: Executor, field: UniqueField, keys: readonly string[], where: RawBuilder<unknown>) {
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
