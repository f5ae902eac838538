import { sql } from 'kysely'
import type { Executor, Trx } from '../database.ts'
import { unlessReadOnly } from '../errors.ts'
import type { Actor } from '../policy.ts'
import { digestOf, newSecret } from '../secrets.ts'

/** Somebody signed in: the account, the person in the directory whose it is, and the session by which they came. */
export type SignedIn = Actor & {
  id: number
  email: string
  userId: number | null
  userName?: string | null
  session: number
}

/** Whether a session was unused for 12 hours or is 30 days old. */
export const expiredSession = sql<boolean>`
  (sessions.used_at <= now() - interval '12 hours' or sessions.created_at <= now() - interval '30 days')`
const isUsedLongAgo = sql<boolean>`sessions.used_at < now() - interval '1 minute'`
const longestBrowser = 300

/** Starts a session of an account. @returns the token for the cookie */
export async function start(trx: Trx, accountId: number, browser: string): Promise<string> {
  const token = newSecret()
  await trx
    .insertInto('sessions')
    .values({ tokenHash: digestOf(token), accountId, browser: browser.slice(0, longestBrowser) })
    .execute()
  return token
}

/**
 * Who comes with this token: undefined when the session has ended, was unused for 12 hours or is 30 days old, or when
 * the account is disabled. Using a session keeps it alive, which is written at most once a minute.
 */
export async function findSession(db: Executor, token: string): Promise<SignedIn | undefined> {
  const found = await db
    .selectFrom('sessions')
    .innerJoin('accounts', 'accounts.id', 'sessions.accountId')
    .leftJoin('users', (join) =>
      join.onRef('users.id', '=', 'accounts.userId').on('users.trashedAt', 'is', null),
    )
    .select(['accounts.id', 'accounts.email as name', 'accounts.email', 'accounts.role', 'accounts.userId'])
    .select(['users.name as userName', 'sessions.id as session', isUsedLongAgo.as('isUsedLongAgo')])
    .where('sessions.tokenHash', '=', digestOf(token))
    .where('accounts.disabledAt', 'is', null)
    .where(sql<boolean>`not ${expiredSession}`)
    .executeTakeFirst()
  if (!found) return undefined
  const { isUsedLongAgo: isDue, ...signedIn } = found
  if (isDue) await unlessReadOnly(touch(db, signedIn.session))
  return signedIn
}

async function touch(db: Executor, session: number): Promise<void> {
  await db
    .updateTable('sessions')
    .set({ usedAt: sql<Date>`now()` })
    .where('id', '=', session)
    .where(isUsedLongAgo)
    .execute()
}

/** Whose a session is, as a transaction sees it; undefined when it has ended. */
export async function actorOfSession(trx: Trx, session: number): Promise<Actor | undefined> {
  return trx
    .selectFrom('sessions')
    .innerJoin('accounts', 'accounts.id', 'sessions.accountId')
    .select(['accounts.id', 'accounts.email as name', 'accounts.role'])
    .where('sessions.id', '=', session)
    .where('accounts.disabledAt', 'is', null)
    .executeTakeFirst()
}

/** The sessions of an account that are not over, the latest used first. */
export async function sessionsOf(db: Executor, accountId: number) {
  return db
    .selectFrom('sessions')
    .select(['id', 'browser', 'createdAt', 'usedAt'])
    .where('accountId', '=', accountId)
    .where(sql<boolean>`not ${expiredSession}`)
    .orderBy('usedAt', 'desc')
    .orderBy('id', 'desc')
    .execute()
}

/** Ends one session of an account. @returns whether there was one: it may have ended already, or be another account's */
export async function end(trx: Trx, accountId: number, session: number): Promise<boolean> {
  const ended = await trx
    .deleteFrom('sessions')
    .where('accountId', '=', accountId)
    .where('id', '=', session)
    .returning('id')
    .executeTakeFirst()
  return ended !== undefined
}

/** Ends all sessions of an account, but for the one to keep. */
export async function endAll(trx: Trx, accountId: number, keep = 0): Promise<void> {
  await trx.deleteFrom('sessions').where('accountId', '=', accountId).where('id', '<>', keep).execute()
}
