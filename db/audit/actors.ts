import { sql } from 'kysely'
import type { Executor } from '../database.ts'

export type ActorName = { id: number; name: string }

/** Accounts that may change something, by name; others sign in and out only. With the account `chosen`. */
export async function listActors(db: Executor, chosen: number | undefined): Promise<ActorName[]> {
  return db
    .selectFrom('accounts')
    .leftJoin('users', 'users.id', 'accounts.userId')
    .select(['accounts.id', sql<string>`coalesce(users.name, accounts.email)`.as('name')])
    .where((eb) => eb.or([eb('role', '<>', 'viewer'), eb('accounts.id', '=', chosen ?? 0)]))
    .orderBy('name')
    .orderBy('accounts.id')
    .limit(mostActors)
    .execute()
}

const mostActors = 500
