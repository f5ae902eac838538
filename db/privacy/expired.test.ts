import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { remember } from '../accounts/known-browsers.ts'
import { makeAskedLink, makePasswordLink } from '../accounts/password-links.ts'
import { startPending } from '../accounts/pending-sign-ins.ts'
import { start } from '../accounts/sessions.ts'
import { transaction } from '../database.ts'
import { db } from '../testing/database.ts'
import { clearExpired } from './expired.ts'

test('more rows are deleted than anybody adds in a minute', async () => {
  await sql`insert into passkey_challenges (challenge_hash, expires_at)
    select ${randomUUID()} || n, now() - interval '1 minute' from generate_series(1, 5000) n`.execute(db)
  await clearExpired(db)
  const { rows } = await sql`select from passkey_challenges where expires_at <= now()`.execute(db)
  expect(rows).toEqual([])
})

test('sessions, browsers, links and codes that have expired are deleted, and others stay', async () => {
  const { id } = await db
    .insertInto('accounts')
    .values({ email: `${randomUUID()}@example.com`, role: 'viewer', password: null })
    .returning('id')
    .executeTakeFirstOrThrow()
  await transaction(db, async (trx) => {
    for (let count = 0; count < 3; count++) await start(trx, id, 'Firefox')
    for (let count = 0; count < 2; count++) await remember(trx, id, undefined)
    await makePasswordLink(trx, id)
    for (let count = 0; count < 2; count++) await makeAskedLink(trx, id)
    for (let count = 0; count < 2; count++) await startPending(trx, id)
  })
  const [code, old] = [randomUUID(), randomUUID()]
  await db
    .insertInto('setupCodes')
    .values([
      { codeHash: code, expiresAt: sql<Date>`now() + interval '1 minute'` },
      { codeHash: old, expiresAt: sql<Date>`now() - interval '1 minute'` },
    ])
    .execute()
  await sql`update sessions set used_at = now() - interval '12 hours'
    where id = (select min(id) from sessions where account_id = ${id})`.execute(db)
  await sql`update sessions set created_at = now() - interval '30 days'
    where id = (select max(id) from sessions where account_id = ${id})`.execute(db)
  await sql`update known_browsers set created_at = now() - interval '366 days'
    where token_hash = (select min(token_hash) from known_browsers where account_id = ${id})`.execute(db)
  await sql`update asked_links set expires_at = now()
    where token_hash = (select min(token_hash) from asked_links where account_id = ${id})`.execute(db)
  await sql`update pending_sign_ins set expires_at = now()
    where token_hash = (select min(token_hash) from pending_sign_ins where account_id = ${id})`.execute(db)
  expect(await left()).toEqual({ sessions: 3, browsers: 2, links: 1, asked: 2, pending: 2, codes: 2 })
  await clearExpired(db)
  expect(await left()).toEqual({ sessions: 1, browsers: 1, links: 1, asked: 1, pending: 1, codes: 1 })
  await db
    .updateTable('passwordLinks')
    .set({ expiresAt: new Date(0) })
    .where('accountId', '=', id)
    .execute()
  await clearExpired(db)
  expect(await left()).toMatchObject({ links: 0 })
  await db.deleteFrom('setupCodes').where('codeHash', '=', code).execute()

  async function left() {
    const { rows } = await sql`
      select
        (select count(*)::integer from sessions where account_id = ${id}) as sessions,
        (select count(*)::integer from known_browsers where account_id = ${id}) as browsers,
        (select count(*)::integer from password_links where account_id = ${id}) as links,
        (select count(*)::integer from asked_links where account_id = ${id}) as asked,
        (select count(*)::integer from pending_sign_ins where account_id = ${id}) as pending,
        (select count(*)::integer from setup_codes where code_hash in (${code}, ${old})) as codes`.execute(db)
    return rows[0]
  }
})
