import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { transaction } from '../database.ts'
import type { Account } from '../tables.ts'
import { db, grace } from '../testing/database.ts'
import { askForPasswordLink, renewPasswordLink, setPassword } from './access.ts'
import { changeAccount, disableAccount } from './edit.ts'
import { findByPasswordLink, redeemPasswordLink } from './password-links.ts'

test('a link that somebody asked for is valid for an hour, beside that of an admin and those asked for before', async () => {
  const account = await addAccount()
  const { token } = await transaction(db, (trx) => renewPasswordLink(trx, account, grace))
  const [first, second] = [await ask(account.email.toUpperCase()), await ask(account.email)]
  for (const each of [token, first, second])
    expect(await findByPasswordLink(db, each)).toMatchObject({ id: account.id })
  const { rows } = await sql<{ seconds: number }>`
    select extract(epoch from expires_at - now())::integer as seconds from asked_links
    where account_id = ${account.id}`.execute(db)
  for (const { seconds } of rows) expect(Math.abs(seconds - 3600)).toBeLessThan(600)
  await sql`update asked_links set expires_at = now() where account_id = ${account.id}`.execute(db)
  expect(await findByPasswordLink(db, first)).toBeUndefined()
  expect(await transaction(db, (trx) => redeemPasswordLink(trx, first))).toBe(false)
  expect(await findByPasswordLink(db, token)).toMatchObject({ id: account.id })
})

test('it works once', async () => {
  const { email } = await addAccount()
  const token = await ask(email)
  const uses = await Promise.all([1, 2].map(() => transaction(db, (trx) => redeemPasswordLink(trx, token))))
  expect(uses.toSorted()).toEqual([false, true])
})

test.each<[string, (account: Account) => Promise<unknown>]>([
  ['a new password', (account) => transaction(db, (trx) => setPassword(trx, account, 'a hash', grace))],
  ['another link of an admin', (account) => transaction(db, (trx) => renewPasswordLink(trx, account, grace))],
  ['disabling the account', (account) => transaction(db, (trx) => disableAccount(trx, account, grace))],
  [
    'another email',
    (account) =>
      transaction(db, (trx) =>
        changeAccount(trx, account, { email: newEmail(), role: 'viewer', userEmail: '' }, grace),
      ),
  ],
])('%s ends it', async (_deed, end) => {
  const account = await addAccount()
  const token = await ask(account.email)
  await end(account)
  await db.updateTable('accounts').set({ disabledAt: null }).where('id', '=', account.id).execute()
  expect(await findByPasswordLink(db, token)).toBeUndefined()
})

test('asking is an event of nobody, and a disabled or unknown account gets neither link nor event', async () => {
  const [account, disabled] = [await addAccount(), await addAccount({ disabledAt: new Date() })]
  await ask(account.email)
  for (const email of [disabled.email, newEmail()])
    expect(await transaction(db, (trx) => askForPasswordLink(trx, email))).toBeUndefined()
  const events = await db
    .selectFrom('events')
    .select(['verb', 'actor', 'actorId', 'accountId'])
    .where('accountId', 'in', [account.id, disabled.id])
    .execute()
  expect(events).toEqual([
    { verb: 'ask-password-link', actor: 'Somebody', actorId: null, accountId: account.id },
  ])
})

async function ask(email: string): Promise<string> {
  const asked = await transaction(db, (trx) => askForPasswordLink(trx, email))
  if (!asked) throw new Error('no link')
  return asked.token
}

function addAccount(values: { disabledAt?: Date } = {}): Promise<Account> {
  return db
    .insertInto('accounts')
    .values({ email: newEmail(), role: 'viewer', password: null, ...values })
    .returningAll()
    .executeTakeFirstOrThrow()
}

function newEmail(): string {
  return `link-${randomUUID()}@example.com`
}
