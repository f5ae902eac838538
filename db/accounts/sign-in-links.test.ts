import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { transaction } from '../database.ts'
import type { Account } from '../tables.ts'
import { db, grace } from '../testing/database.ts'
import { endSessions, setPassword } from './access.ts'
import { changeAccount, disableAccount } from './edit.ts'
import { findByPasswordLink } from './password-links.ts'
import { signIn } from './sign-in.ts'
import { askForSignInLink, findSignInLink, redeemSignInLink } from './sign-in-links.ts'
import { listWaiting } from './waiting.ts'

test('a link is valid for 15 minutes, and knows the browser that asked', async () => {
  const { id, email } = await addAccount()
  const token = await ask(email.toUpperCase(), { browser: 'mine' })
  expect(await look(token, 'mine')).toEqual({ email, next: '/teams', isAskedHere: true })
  for (const other of ['theirs', undefined])
    expect(await look(token, other)).toEqual({ email, next: '/teams', isAskedHere: false })
  const { rows } = await sql<{ seconds: number }>`
    select extract(epoch from expires_at - now())::integer as seconds from sign_in_links
    where account_id = ${id}`.execute(db)
  expect(rows).toHaveLength(1)
  expect(Math.abs(Number(rows[0]?.seconds) - 900)).toBeLessThan(300)
  await sql`update sign_in_links set expires_at = now() where account_id = ${id}`.execute(db)
  expect(await look(token, 'mine')).toBeUndefined()
  expect(await redeem(token)).toBeUndefined()
})

test('it works once, ends the others of its account, and chooses no password', async () => {
  const { id, email } = await addAccount()
  const [token, other] = [await ask(email), await ask(email)]
  expect(await findByPasswordLink(db, token)).toBeUndefined()
  const uses = await Promise.all([redeem(token), redeem(token)])
  expect(uses.filter(Boolean)).toMatchObject([{ id }])
  expect(await look(token, undefined)).toBeUndefined()
  expect(await look(other, undefined)).toBeUndefined()
})

test('the form that used it may be sent again for a minute', async () => {
  const { id, email } = await addAccount()
  const [token, form] = [await ask(email), randomUUID()]
  expect(await Promise.all([redeem(token, form), redeem(token, form)])).toMatchObject([{ id }, { id }])
  expect(await findSignInLink(db, token, undefined, form)).toMatchObject({ email })
  for (const other of [randomUUID(), '']) expect(await redeem(token, other)).toBeUndefined()
  const { rows } = await sql<{ seconds: number }>`
    select extract(epoch from expires_at - now())::integer as seconds from sign_in_links
    where account_id = ${id}`.execute(db)
  expect(rows[0]?.seconds).toBeLessThanOrEqual(60)
  await sql`update sign_in_links set expires_at = now() where account_id = ${id}`.execute(db)
  expect(await redeem(token, form)).toBeUndefined()
})

test('a form without an id uses it once', async () => {
  const token = await ask((await addAccount()).email)
  expect(await redeem(token, '')).toBeDefined()
  expect(await redeem(token, '')).toBeUndefined()
})

test('a new link replaces the one that the same browser asked for, and no other', async () => {
  const { email } = await addAccount()
  const [old, elsewhere] = [await ask(email, { browser: 'first' }), await ask(email, { browser: 'stranger' })]
  const fresh = await ask(email, { browser: 'second', before: 'first' })
  expect(await look(old, 'first')).toBeUndefined()
  expect(await look(elsewhere, 'stranger')).toBeDefined()
  expect(await look(fresh, 'second')).toMatchObject({ isAskedHere: true })
})

test.each<[string, (account: Account) => Promise<unknown>]>([
  ['a new password', (account) => transaction(db, (trx) => setPassword(trx, account, 'a hash', grace))],
  ['ending all sessions', (account) => transaction(db, (trx) => endSessions(trx, account, grace))],
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
  expect(await look(token, undefined)).toBeUndefined()
  expect(await redeem(token)).toBeUndefined()
})

test('asking is an event of nobody, and a disabled or unknown account gets neither link nor event', async () => {
  const [account, disabled] = [await addAccount(), await addAccount({ disabledAt: new Date() })]
  await ask(account.email)
  for (const email of [disabled.email, newEmail()]) await expect(ask(email)).rejects.toThrow('no link')
  const events = await db
    .selectFrom('events')
    .select(['verb', 'actor', 'actorId', 'accountId'])
    .where('accountId', 'in', [account.id, disabled.id])
    .execute()
  expect(events).toEqual([
    { verb: 'ask-sign-in-link', actor: 'Somebody', actorId: null, accountId: account.id },
  ])
})

test('somebody who came in with it does not wait for a password any more', async () => {
  const { id, email } = await addAccount()
  expect(await isWaiting(id)).toBe(true)
  const account = await redeem(await ask(email))
  if (!account) throw new Error('no account')
  const place = { network: '', browser: 'Firefox', known: undefined }
  await transaction(db, (trx) => signIn(trx, account, place))
  expect(await isWaiting(id)).toBe(false)
})

async function ask(email: string, asking: { browser?: string; before?: string } = {}): Promise<string> {
  const { browser = randomUUID(), before } = asking
  const asked = await transaction(db, (trx) => askForSignInLink(trx, email, { browser, before }, '/teams'))
  if (!asked) throw new Error('no link')
  return asked.token
}

function look(token: string, browser: string | undefined) {
  return findSignInLink(db, token, browser)
}

function redeem(token: string, submission: string = randomUUID()) {
  return transaction(db, (trx) => redeemSignInLink(trx, token, submission))
}

async function isWaiting(id: number): Promise<boolean> {
  return (await listWaiting(db, 100_000)).some((each) => each.id === id)
}

function addAccount(values: { disabledAt?: Date } = {}): Promise<Account> {
  return db
    .insertInto('accounts')
    .values({ email: newEmail(), role: 'viewer', password: null, ...values })
    .returningAll()
    .executeTakeFirstOrThrow()
}

function newEmail(): string {
  return `mailed-${randomUUID()}@example.com`
}
