import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Executor, transaction } from '../database.ts'
import type { Actor, Role } from '../policy.ts'
import { changeSettings, readSettings } from '../settings/settings.ts'
import type { SettingValues } from '../tables.ts'
import { openOwnDatabase } from '../testing/database.ts'
import { changeAccount, createAccount, disableAccount } from './edit.ts'
import { accountOf, endByProvider, type Identity } from './identities.ts'
import { endAllOfPasswords, start } from './sessions.ts'
import { listWaiting } from './waiting.ts'

// A separate database, because all tests on one share its settings.
let own: Awaited<ReturnType<typeof openOwnDatabase>>
let db: Executor
beforeAll(async () => {
  own = await openOwnDatabase()
  db = own.db
})
afterAll(() => own.close())
beforeEach(() => admit('everybody'))

const ada: Actor = { id: null, name: 'Ada', role: 'admin' }
const issuer = 'https://login.example.com'

test.each<[SettingValues['ssoAdmits'], boolean, boolean]>([
  ['linked', false, false],
  ['email', true, false],
  ['everybody', true, true],
])('with "%s", an account with the email comes in: %s, and a stranger: %s', async (whom, known, stranger) => {
  await admit(whom)
  const { email, id } = await add('viewer')
  expect((await come({ email: email.toUpperCase() }))?.id).toBe(known ? id : undefined)
  expect((await come({ email: newEmail() }))?.role).toBe(stranger ? 'viewer' : undefined)
  expect(await come({ email: undefined })).toBeUndefined()
})

test('the subject counts once it is linked, also with another email, and only of the same provider', async () => {
  const subject = randomUUID()
  const { id, email } = await add('viewer')
  expect((await come({ subject, email }))?.id).toBe(id)
  await admit('linked')
  expect((await come({ subject, email: newEmail() }))?.id).toBe(id)
  expect((await come({ subject, email: undefined }))?.id).toBe(id)
  await admit('everybody')
  expect(await come({ subject: randomUUID(), email })).toBeUndefined()
  expect((await come({ subject, email, issuer: 'https://other.example' }))?.id).toBeUndefined()
})

test('an account that came by single sign-on waits for no password', async () => {
  const waits = async (id: number) => (await listWaiting(db, 1000)).some((each) => each.id === id)
  const { id, email } = await add('viewer')
  expect(await waits(id)).toBe(true)
  await come({ email })
  expect(await waits(id)).toBe(false)
})

test('a disabled account stays closed', async () => {
  const [linked, other] = [await add('viewer'), await add('viewer')]
  const subject = randomUUID()
  await come({ subject, email: linked.email })
  for (const { id } of [linked, other])
    await transaction(db, (trx) => disableAccount(trx, { id, version: 1 }, ada))
  expect(await come({ subject, email: linked.email })).toBeUndefined()
  expect(await come({ email: other.email })).toBeUndefined()
})

test('a lower role ends the sessions, and the only admin with a password stays one', async () => {
  const { id, email, version } = await add('editor')
  await transaction(db, (trx) => start(trx, id, 'Firefox'))
  expect((await come({ email, role: 'viewer' }))?.role).toBe('viewer')
  expect(await sessionsOf(id)).toBe(0)
  const values = { email, role: 'admin' as const, userEmail: '' }
  await transaction(db, (trx) => changeAccount(trx, { id, version: version + 1 }, values, ada))
  await db.updateTable('accounts').set({ password: 'hash' }).where('id', '=', id).execute()
  const { subject = '' } =
    (await db.selectFrom('identities').select('subject').where('accountId', '=', id).executeTakeFirst()) ?? {}
  expect((await come({ subject, email, role: 'viewer' }))?.role).toBe('admin')
})

test('the provider ends only sessions of its own', async () => {
  const subject = randomUUID()
  const { id, email } = await add('viewer')
  await come({ subject, email })
  await transaction(db, async (trx) => {
    await start(trx, id, 'with a password')
    await start(trx, id, 'with single sign-on', { providerSession: '', confirmedAt: new Date() })
  })
  const later = new Date(Date.now() + 60_000)
  await transaction(db, (trx) => endByProvider(trx, { issuer: 'https://other.example', subject }, later))
  await transaction(db, (trx) => endByProvider(trx, { issuer, subject }, new Date(0)))
  expect(await sessionsOf(id)).toBe(2)
  await transaction(db, (trx) => endByProvider(trx, { issuer, subject }, later))
  expect(await sessionsOf(id)).toBe(1)
})

test('without passwords only sessions of single sign-on, of a proxy and of the admin who says so go on', async () => {
  const [boss, { id }] = [await add('admin'), await add('viewer')]
  await transaction(db, async (trx) => {
    await start(trx, boss.id, 'with a password')
    await start(trx, id, 'with a password')
    await start(trx, id, 'with single sign-on', { providerSession: '', confirmedAt: new Date() })
    await start(trx, id, 'through a proxy', { byProxy: true })
  })
  await transaction(db, (trx) => endAllOfPasswords(trx, boss.id))
  expect([await sessionsOf(boss.id), await sessionsOf(id)]).toEqual([1, 2])
})

function come(identity: Partial<Identity>) {
  const whole = { issuer, subject: randomUUID(), email: undefined, role: undefined, ...identity }
  return transaction(db, (trx) => accountOf(trx, whole))
}

function add(role: Role) {
  return transaction(db, (trx) => createAccount(trx, { email: newEmail(), role, userEmail: '' }, ada))
}

function newEmail(): string {
  return `${randomUUID()}@example.com`
}

async function admit(ssoAdmits: SettingValues['ssoAdmits']): Promise<void> {
  await transaction(db, async (trx) => {
    const { settingsVersion, revision: _, ...values } = await readSettings(trx)
    await changeSettings(trx, settingsVersion, { ...values, ssoAdmits }, ada)
  })
}

async function sessionsOf(accountId: number): Promise<number> {
  const rows = await db.selectFrom('sessions').select('id').where('accountId', '=', accountId).execute()
  return rows.length
}
