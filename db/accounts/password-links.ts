import { sql } from 'kysely'
import type { Executor, Trx } from '../database.ts'
import { digestOf, newSecret } from '../secrets.ts'
import type { Account } from '../tables.ts'

export const expiredLink = sql<boolean>`expires_at <= now()`

/** Valid for 7 days; replaces all links before. @returns the token */
export async function makePasswordLink(trx: Trx, accountId: number): Promise<string> {
  await dropPasswordLinks(trx, accountId)
  const token = newSecret()
  const link = { tokenHash: digestOf(token), expiresAt: sql<Date>`now() + interval '7 days'` }
  await trx
    .insertInto('passwordLinks')
    .values({ accountId, ...link })
    .onConflict((conflict) => conflict.column('accountId').doUpdateSet(link))
    .execute()
  return token
}

/** As `makePasswordLink`, of several accounts. */
export async function makePasswordLinks(
  trx: Trx,
  links: readonly { accountId: number; token: string }[],
): Promise<void> {
  const ids = links.map(({ accountId }) => accountId)
  await dropLinksOf(trx, ids)
  await sql`
    insert into password_links (account_id, token_hash, expires_at)
    select account_id, token_hash, now() + interval '7 days'
    from unnest(${ids}::integer[], ${links.map(({ token }) => digestOf(token))}::text[]) link (account_id, token_hash)
    on conflict (account_id) do update set token_hash = excluded.token_hash, expires_at = excluded.expires_at`.execute(
    trx,
  )
}

/**
 * Valid for an hour. Other links stay valid, because a stranger can ask for this one, and only the owner gets it.
 * @returns the token
 */
export async function makeAskedLink(trx: Trx, accountId: number): Promise<string> {
  const token = newSecret()
  const expiresAt = sql<Date>`now() + interval '1 hour'`
  await trx
    .insertInto('askedLinks')
    .values({ accountId, tokenHash: digestOf(token), expiresAt })
    .execute()
  return token
}

const tables = ['passwordLinks', 'askedLinks'] as const

export async function dropPasswordLinks(trx: Trx, accountId: number): Promise<void> {
  for (const table of tables) await trx.deleteFrom(table).where('accountId', '=', accountId).execute()
}

export async function dropLinksOf(trx: Trx, accountIds: readonly number[]): Promise<void> {
  for (const table of tables)
    await trx.deleteFrom(table).where(sql<boolean>`account_id = any(${accountIds}::integer[])`).execute()
}

/** After this the account has no link, unless it was given another. */
export async function dropLink(db: Executor, token: string): Promise<void> {
  await db.deleteFrom('passwordLinks').where('tokenHash', '=', digestOf(token)).execute()
}

/** Undefined when the link was used, replaced, or has expired. */
export async function findByPasswordLink(db: Executor, token: string): Promise<Account | undefined> {
  const accountIn = (table: (typeof tables)[number]) =>
    db
      .selectFrom(table)
      .select('accountId')
      .where('tokenHash', '=', digestOf(token))
      .where(sql<boolean>`not ${expiredLink}`)
  return db
    .selectFrom('accounts')
    .selectAll()
    .where('id', 'in', accountIn('passwordLinks').unionAll(accountIn('askedLinks')))
    .where('disabledAt', 'is', null)
    .executeTakeFirst()
}

/** Only one of several requests at the same time succeeds. @returns whether the link was valid */
export async function redeemPasswordLink(trx: Trx, token: string): Promise<boolean> {
  for (const table of tables) {
    const used = await trx
      .deleteFrom(table)
      .where('tokenHash', '=', digestOf(token))
      .where(sql<boolean>`not ${expiredLink}`)
      .returning('accountId')
      .executeTakeFirst()
    if (used) return true
  }
  return false
}
