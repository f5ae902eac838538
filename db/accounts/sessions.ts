import { sql } from 'kysely'
import type { Executor, Trx } from '../database.ts'
import { SignedOut, unlessReadOnly } from '../errors.ts'
import type { Actor } from '../policy.ts'
import { digestOf, newSecret } from '../secrets.ts'

export type SignedIn = Actor & {
  id: number
  email: string
  userId: number | null
  userName?: string | null
  session: number
  /** The session began with the header of a trusted proxy. */
  byProxy?: boolean
}

export const expiredSession = sql<boolean>`
  (sessions.used_at <= now() - interval '12 hours' or sessions.created_at <= now() - interval '30 days')`
const isUsedLongAgo = sql<boolean>`sessions.used_at < now() - interval '1 minute'`
const longestBrowser = 300

/**
 * Somebody who comes by single sign-on has given what the provider asks for.
 * `providerSession`: the session's name there, or ''. `confirmedAt`: when they gave it.
 */
export type FromProvider = { providerSession: string; confirmedAt: Date }

/** How a session began, for one that follows it. */
export type Earlier = { byProxy: boolean; providerSession: string | null; confirmedAt: Date }

/** @throws SignedOut when it has ended */
export async function howItBegan(trx: Trx, session: number): Promise<Earlier> {
  const found = await trx
    .selectFrom('sessions')
    .select(['byProxy', 'providerSession', 'confirmedAt'])
    .where('id', '=', session)
    .executeTakeFirst()
  if (!found) throw new SignedOut()
  return found
}

/** @returns the token for the cookie */
export async function start(
  trx: Trx,
  accountId: number,
  browser: string,
  given: Partial<Earlier> = {},
): Promise<string> {
  const token = newSecret()
  await trx
    .insertInto('sessions')
    .values({
      tokenHash: digestOf(token),
      accountId,
      browser: browser.slice(0, longestBrowser),
      ...given,
    })
    .execute()
  return token
}

/** Undefined when the session has ended. Saves the time of use at most once a minute. */
export async function findSession(db: Executor, token: string): Promise<SignedIn | undefined> {
  const found = await sessionsWith(db, token).executeTakeFirst()
  return found && signedInBy(db, found)
}

/** At most one, that has not ended. */
export function sessionsWith(db: Executor, token: string) {
  return db
    .selectFrom('sessions')
    .innerJoin('accounts', 'accounts.id', 'sessions.accountId')
    .leftJoin('users', (join) =>
      join.onRef('users.id', '=', 'accounts.userId').on('users.trashedAt', 'is', null),
    )
    .select(['accounts.id', 'accounts.email as name', 'accounts.email', 'accounts.role', 'accounts.userId'])
    .select([
      'users.name as userName',
      'sessions.id as session',
      'sessions.byProxy',
      isUsedLongAgo.as('isUsedLongAgo'),
    ])
    .where('sessions.tokenHash', '=', digestOf(token))
    .where('accounts.disabledAt', 'is', null)
    .where(sql<boolean>`not ${expiredSession}`)
}

export type FoundSession = SignedIn & { isUsedLongAgo: boolean }

/** Saves the time of use at most once a minute. */
export async function signedInBy(db: Executor, found: FoundSession): Promise<SignedIn> {
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

/** Undefined when the session has ended. */
export async function actorOfSession(trx: Trx, session: number): Promise<Actor | undefined> {
  return actorWith(trx, session).executeTakeFirst()
}

/** At most one. */
export function actorWith(trx: Trx, session: number) {
  return trx
    .selectFrom('sessions')
    .innerJoin('accounts', 'accounts.id', 'sessions.accountId')
    .select(['accounts.id', 'accounts.email as name', 'accounts.role'])
    .where('sessions.id', '=', session)
    .where('accounts.disabledAt', 'is', null)
}

/** Without expired ones, the latest used first. */
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

/** @returns false when it has ended already, or belongs to another account */
export async function end(trx: Trx, accountId: number, session: number): Promise<boolean> {
  const ended = await trx
    .deleteFrom('sessions')
    .where('accountId', '=', accountId)
    .where('id', '=', session)
    .returning('id')
    .executeTakeFirst()
  return ended !== undefined
}

/** Also ends sign-ins that wait for a code, and mailed links. @param keep - the id of a session that stays */
export async function endAll(trx: Trx, accountId: number, keep = 0): Promise<void> {
  await trx.deleteFrom('pendingSignIns').where('accountId', '=', accountId).execute()
  await trx.deleteFrom('signInLinks').where('accountId', '=', accountId).execute()
  await trx.deleteFrom('sessions').where('accountId', '=', accountId).where('id', '<>', keep).execute()
}

/**
 * Ends all that did not begin with single sign-on or a proxy, and what would lead to one. @param keep - the id of an account
 * whose own stay
 */
export async function endAllOfPasswords(trx: Trx, keep: number): Promise<void> {
  await trx.deleteFrom('pendingSignIns').where('accountId', '<>', keep).execute()
  await trx.deleteFrom('signInLinks').where('accountId', '<>', keep).execute()
  await trx
    .deleteFrom('sessions')
    .where('accountId', '<>', keep)
    .where('providerSession', 'is', null)
    .where('byProxy', '=', false)
    .execute()
}
