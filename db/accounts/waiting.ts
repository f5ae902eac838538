import { sql } from 'kysely'
import { recordAccount, recordAccounts } from '../audit/account-events.ts'
import type { Executor, Trx } from '../database.ts'
import type { Actor } from '../policy.ts'
import { derivedSecret, digestOf } from '../secrets.ts'
import type { Account } from '../tables.ts'
import { hasComeIn, isLinked } from './linked.ts'
import { expiredLink, makePasswordLink, makePasswordLinks } from './password-links.ts'

/**
 * Accounts whose owner has not come in yet: they have no password, are not linked to single sign-on, and nobody signed in
 * otherwise. Those without a valid link are late: 7 days have passed, or their mail did not go out.
 */
export type Waiting = Account & { userName: string | null; expiresAt: Date | null }

/** Those without a valid link first. */
export async function listWaiting(db: Executor, limit: number): Promise<Waiting[]> {
  return waiting(db)
    .leftJoin('users', 'users.id', 'accounts.userId')
    .select(['users.name as userName', 'links.expiresAt'])
    .orderBy(sql`links.expires_at is not null`)
    .orderBy(sql`lower(accounts.email)`)
    .limit(limit)
    .execute()
}

export async function countWaiting(db: Executor): Promise<{ all: number; late: number }> {
  return db
    .selectFrom(waiting(db).select('links.expiresAt').as('waiting'))
    .select([
      sql<number>`count(*)::integer`.as('all'),
      sql<number>`(count(*) filter (where expires_at is null))::integer`.as('late'),
    ])
    .executeTakeFirstOrThrow()
}

/** Locked until the transaction ends. */
export async function holdWaiting(trx: Trx, which: 'all' | 'late', limit: number): Promise<Account[]> {
  return waiting(trx)
    .$if(which === 'late', (query) => query.where('links.expiresAt', 'is', null))
    .orderBy('accounts.id')
    .limit(limit)
    .forUpdate('accounts')
    .execute()
}

/** Gives each of them a link of 7 days, derived from one secret. */
export async function makeLinksOf(
  trx: Trx,
  accounts: readonly Account[],
  secret: string,
  actor: Actor,
): Promise<void> {
  await makePasswordLinks(
    trx,
    accounts.map(({ id }) => ({ accountId: id, token: derivedSecret(secret, String(id)) })),
  )
  await recordAccounts(
    trx,
    actor,
    accounts.map(({ id }) => ({ verb: 'make-password-link', accountId: id })),
  )
}

/** The links of this secret that are still valid, by the name of the person. */
export async function linksOf(db: Executor, secret: string) {
  const found = await waiting(db)
    .leftJoin('users', 'users.id', 'accounts.userId')
    .select(['users.name as userName', 'links.tokenHash'])
    .where('links.tokenHash', 'is not', null)
    .orderBy('users.nameKey')
    .orderBy('accounts.id')
    .execute()
  return found.flatMap(({ id, email, userName, tokenHash }) => {
    const token = derivedSecret(secret, String(id))
    return digestOf(token) === tokenHash ? [{ name: userName ?? '', email, token }] : []
  })
}

/** For a mail. @returns undefined for an account that does not wait, or that has a valid link */
export async function makeMissingLink(trx: Trx, accountId: number, actor: Actor) {
  const account = await waiting(trx)
    .where('accounts.id', '=', accountId)
    .where('links.expiresAt', 'is', null)
    .forUpdate('accounts')
    .executeTakeFirst()
  if (!account) return undefined
  const token = await makePasswordLink(trx, accountId)
  await recordAccount(trx, actor, { verb: 'make-password-link', accountId })
  return { account, token }
}

function waiting(db: Executor) {
  return db
    .selectFrom('accounts')
    .leftJoin(
      (eb) => eb.selectFrom('passwordLinks').selectAll().where(sql<boolean>`not ${expiredLink}`).as('links'),
      (join) => join.onRef('links.accountId', '=', 'accounts.id'),
    )
    .selectAll('accounts')
    .where('accounts.password', 'is', null)
    .where('accounts.disabledAt', 'is', null)
    .where((eb) => eb.not(isLinked))
    .where((eb) => eb.not(hasComeIn))
}
