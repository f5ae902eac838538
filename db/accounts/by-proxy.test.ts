import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Executor, transaction } from '../database.ts'
import type { Actor } from '../policy.ts'
import { changeSettings, readSettings } from '../settings/settings.ts'
import type { SettingValues } from '../tables.ts'
import { openOwnDatabase } from '../testing/database.ts'
import { create } from '../users/edit.ts'
import { blankUser } from '../users/values.ts'
import { accountByProxy, mayComeIn } from './by-proxy.ts'
import { createAccount } from './edit.ts'
import { findSession } from './sessions.ts'
import { signIn } from './sign-in.ts'

// A separate database, because all tests on one share its settings.
let own: Awaited<ReturnType<typeof openOwnDatabase>>
let db: Executor
const ada: Actor = { id: null, name: 'Ada', role: 'admin' }

beforeAll(async () => {
  own = await openOwnDatabase()
  db = own.db
})

afterAll(() => own.close())

test('an account comes in by its address, in any case, unless it is disabled', async () => {
  await admit('linked')
  const [account, off] = [await add('editor'), await add('viewer')]
  await db.updateTable('accounts').set({ disabledAt: new Date() }).where('id', '=', off.id).execute()
  expect(await come(account.email.toUpperCase())).toMatchObject({ id: account.id, role: 'editor' })
  await admit('everybody')
  expect([await come(off.email), await mayComeIn(db, off.email)]).toEqual([undefined, false])
})

test.each<SettingValues['ssoAdmits']>(['linked', 'email'])(
  'with the setting %j nobody new comes in',
  async (setting) => {
    await admit(setting)
    expect([await mayComeIn(db, newEmail()), await come(newEmail())]).toEqual([false, undefined])
  },
)

test('somebody new becomes a viewer, linked to the person with the same email', async () => {
  await admit('everybody')
  const email = newEmail()
  const person = await transaction(db, (trx) => create(trx, { ...blankUser, name: 'Nadia', email }, ada))
  expect(await come(email)).toMatchObject({ role: 'viewer', userId: person.id, email, password: null })
  expect(await come(email)).toMatchObject({ userId: person.id })
})

test('several addresses, and what is none, are nobody', async () => {
  await admit('everybody')
  const { email } = await add('admin')
  for (const named of [`${email}, ${newEmail()}`, `${newEmail()},${email}`, 'nadia', `Nadia <${email}>`, ' '])
    expect([named, await mayComeIn(db, named), await come(named)]).toEqual([named, false, undefined])
})

test('the session says how it began, and a second factor is not asked for', async () => {
  const { id } = await add('viewer')
  const account = await db
    .updateTable('accounts')
    .set({ secondFactor: 'JBSWY3DPEHPK3PXP' })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
  const place = { network: '', browser: 'Firefox', known: undefined }
  const { session } = await transaction(db, (trx) => signIn(trx, account, place, 'by proxy'))
  expect(await findSession(db, session)).toMatchObject({ id, byProxy: true })
  await expect(transaction(db, (trx) => signIn(trx, account, place))).rejects.toThrow('Enter the code')
})

async function admit(ssoAdmits: SettingValues['ssoAdmits']): Promise<void> {
  await transaction(db, async (trx) => {
    const { settingsVersion, revision: _, ...values } = await readSettings(trx)
    await changeSettings(trx, settingsVersion, { ...values, ssoAdmits }, ada)
  })
}

function come(email: string) {
  return transaction(db, (trx) => accountByProxy(trx, email))
}

function add(role: 'viewer' | 'editor' | 'admin') {
  return transaction(db, (trx) => createAccount(trx, { email: newEmail(), role, userEmail: '' }, ada))
}

function newEmail(): string {
  return `proxied-${randomUUID()}@example.com`
}
