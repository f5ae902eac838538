import { type RawBuilder, sql } from 'kysely'
import type { Executor } from '../database.ts'
import { idIn } from '../id-in.ts'
import type { Level } from '../policy.ts'
import type { User } from '../tables.ts'
import { type UniqueField, uniqueFields } from '../user-fields.ts'
import { inSql, storedColumns } from './kinds.ts'

/** The columns of a user that are read: all but those that orders and searches compare. */
export const userColumns: readonly (keyof User)[] = [
  'id',
  ...storedColumns.map(({ name }) => name),
  'namedTeams',
  'version',
  'createdAt',
  'updatedAt',
  'trashedAt',
]

/** The user with this id, unless it is missing or in the trash. */
export async function find(db: Executor, id: number): Promise<User | undefined> {
  return usersIn(db, 'all').select(userColumns).where('id', '=', id).executeTakeFirst()
}

/** The user with this id, if it is in the trash. */
export async function findTrashed(db: Executor, id: number): Promise<User | undefined> {
  return usersIn(db, 'trash').select(userColumns).where('id', '=', id).executeTakeFirst()
}

/** The user with this id, in the trash or not. */
export async function findAnywhere(db: Executor, id: number): Promise<User | undefined> {
  return db.selectFrom('users').select(userColumns).where('id', '=', id).executeTakeFirst()
}

/** The user with this id as outsiders may see it: listed and active, too. */
export async function findPublic(db: Executor, id: number): Promise<User | undefined> {
  return usersIn(db, 'public').select(userColumns).where('id', '=', id).executeTakeFirst()
}

/** Texts as they are compared, by how they are written: the database has an idea of its own of what lower case is. */
export async function comparedTexts(db: Executor, texts: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ text: string; key: string }>`
    select text, lower(text) as key from unnest(${texts}::text[]) text`.execute(db)
  return new Map(rows.map(({ text, key }) => [text, key]))
}

/** A user, and what nobody shares with them, as it is compared. */
export type Person = User & { keys: Record<UniqueField, string> }

/**
 * Whoever has one of these ids or values, outside the trash; by their e-mail people are found in the trash, too.
 * @param keys - values of fields that nobody shares, as they are compared
 */
export async function findPeople(
  db: Executor,
  { ids, keys }: { ids: readonly number[]; keys: Partial<Record<UniqueField, readonly string[]>> },
): Promise<Person[]> {
  // A question for each, because each has an index of its own.
  let meant = db
    .selectFrom('users')
    .select('id')
    .where(idIn(ids))
    .union(holding(db, 'email', keys.email ?? [], sql`trashed_at is not null`))
  for (const field of uniqueFields)
    meant = meant.union(holding(db, field, keys[field] ?? [], sql`trashed_at is null`))
  return db
    .selectFrom('users')
    .select(userColumns)
    .select(sql<Person['keys']>`json_build_object(${sql.raw(pairs)})`.as('keys'))
    .where('id', 'in', meant)
    .execute()
}

const pairs = uniqueFields.map((name) => `'${name}', lower(${inSql(name)})`).join(', ')

function holding(db: Executor, field: UniqueField, keys: readonly string[], where: RawBuilder<unknown>) {
  const column = sql.ref(field)
  return db
    .selectFrom('users')
    .select('id')
    .where(sql<boolean>`lower(${column}) = any(${keys}::text[]) and ${column} <> '' and ${where}`)
}

/** Where users are looked for. */
export type Scope = 'public' | 'all' | 'trash'

/** Where a level may look for users. */
export function scopeOf(level: Level): Scope {
  return level === 'public' ? 'public' : 'all'
}

/** Users in the trash, those outside it, or of these the listed and active ones. */
export function usersIn(db: Executor, scope: Scope) {
  const users = db.selectFrom('users').where('trashedAt', scope === 'trash' ? 'is not' : 'is', null)
  return scope === 'public' ? users.where('listed', '=', true).where('status', '=', 'active') : users
}
