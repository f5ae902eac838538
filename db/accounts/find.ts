import { sql } from 'kysely'
import type { Executor } from '../database.ts'
import type { Account } from '../tables.ts'
import { hasComeIn, isLinked } from './linked.ts'

export async function findAccount(db: Executor, id: number): Promise<Account | undefined> {
  return db.selectFrom('accounts').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Compared without case. */
export async function findAccountByEmail(db: Executor, email: string): Promise<Account | undefined> {
  return db
    .selectFrom('accounts')
    .selectAll()
    .where(sql`lower(email)`, '=', sql`lower(${email})`)
    .executeTakeFirst()
}

export async function findAccountOf(db: Executor, userId: number): Promise<Account | undefined> {
  return db.selectFrom('accounts').selectAll().where('userId', '=', userId).executeTakeFirst()
}

export async function isSetUp(db: Executor): Promise<boolean> {
  return (await db.selectFrom('accounts').select('id').limit(1).executeTakeFirst()) !== undefined
}

/** Accounts after the email `after`, each with the name of its person and its latest use. */
export async function listAccounts(db: Executor, limit: number, after = '') {
  return db
    .selectFrom('accounts')
    .leftJoin('users', 'users.id', 'accounts.userId')
    .selectAll('accounts')
    .select(['users.name as userName', 'users.trashedAt as userTrashedAt', isLinked.as('isLinked')])
    .select([hasComeIn.as('hasComeIn')])
    .select((eb) =>
      eb
        .selectFrom('sessions')
        .whereRef('sessions.accountId', '=', 'accounts.id')
        .select((inner) => inner.fn.max('usedAt').as('latest'))
        .as('usedAt'),
    )
    .where(sql`lower(accounts.email)`, '>', sql`lower(${after})`)
    .orderBy(sql`lower(accounts.email)`)
    .limit(limit)
    .execute()
}

export type ListedAccount = Awaited<ReturnType<typeof listAccounts>>[number]
