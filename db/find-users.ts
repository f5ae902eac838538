import { type RawBuilder, sql } from 'kysely'
import type { Executor } from './database.ts'
import type { Level } from './policy.ts'
import type { User } from './tables.ts'
import { storedColumns } from './user-kinds.ts'

/** An id as addresses write it: no sign, no leading zero, within PostgreSQL's integer. Otherwise undefined. */
export function parseId(text: string): number | undefined {
  return /^[1-9]\d{0,9}$/.test(text) && Number(text) <= 2_147_483_647 ? Number(text) : undefined
}

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

/** E-mails as they are compared, by how they are written: the database has an idea of its own of what lower case is. */
export async function emailKeys(db: Executor, emails: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ email: string; key: string }>`
    select email, lower(email) as key from unnest(${emails}::text[]) email`.execute(db)
  return new Map(rows.map(({ email, key }) => [email, key]))
}

/** A user, and their e-mail as it is compared. */
export type Person = User & { emailKey: string }

/**
 * Whoever has one of these ids or e-mails, in the trash too.
 * @param emails - as they are compared
 */
export async function findPeople(
  db: Executor,
  { ids, emails }: { ids: readonly number[]; emails: readonly string[] },
): Promise<Person[]> {
  // Three questions, because each has an index of its own.
  const meant = db
    .selectFrom('users')
    .select('id')
    .where(idIn(ids))
    .union(holding(db, emails, sql`trashed_at is null`))
    .union(holding(db, emails, sql`trashed_at is not null`))
  return db
    .selectFrom('users')
    .select(userColumns)
    .select(sql<string>`lower(email)`.as('emailKey'))
    .where('id', 'in', meant)
    .execute()
}

function holding(db: Executor, emails: readonly string[], where: RawBuilder<unknown>) {
  return db
    .selectFrom('users')
    .select('id')
    .where(sql<boolean>`lower(email) = any(${emails}::text[]) and ${where}`)
}

/** Whether the id is one of these: one parameter, however many they are. */
export function idIn(ids: readonly number[]): RawBuilder<boolean> {
  return sql<boolean>`id = any(${ids}::integer[])`
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
