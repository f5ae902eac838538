import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Executor, transaction } from '../database.ts'
import { StaleVersion } from '../errors.ts'
import type { Actor } from '../policy.ts'
import type { SettingValues } from '../tables.ts'
import { openOwnDatabase } from '../testing/database.ts'
import { changeSettings, openPublicView, readSettings, type Settings } from './settings.ts'

// A separate database, because all tests on one share its settings.
let own: Awaited<ReturnType<typeof openOwnDatabase>>
let db: Executor
let before: Settings

const ada: Actor = { id: null, name: 'Ada', role: 'admin' }
const closed: SettingValues = {
  publicView: false,
  searchEngines: false,
  organisation: 'Analytical Society',
  corsOrigins: 'https://www.example.org\nhttp://localhost:8080',
  homeCountry: '',
  timeZone: 'Europe/London',
  ssoAdmits: 'linked' as const,
  ssoOnly: false,
  adminsNeedSecondFactor: false,
  mailedLinks: false,
  securityContact: '',
  securityPolicy: '',
}

beforeAll(async () => {
  own = await openOwnDatabase()
  db = own.db
})

afterAll(() => own.close())

beforeEach(async () => {
  before = await readSettings(db)
})

test('a new directory is closed, names no organisation, and lets the pages of no origin in', () => {
  expect(before).toEqual({
    publicView: false,
    searchEngines: false,
    organisation: '',
    corsOrigins: '',
    homeCountry: '',
    timeZone: '',
    ssoAdmits: 'linked',
    ssoOnly: false,
    adminsNeedSecondFactor: false,
    mailedLinks: false,
    securityContact: '',
    securityPolicy: '',
    revision: expect.any(Number),
    settingsVersion: 1,
  })
})

test('changed settings are stored, and raise the revision and their own version', async () => {
  await change(before.settingsVersion, closed)
  expect(await readSettings(db)).toEqual({
    ...closed,
    revision: before.revision + 1,
    settingsVersion: before.settingsVersion + 1,
  })
})

test('the public view opens by itself only until somebody has decided about it', async () => {
  await own.db.updateTable('directory').set({ settingsVersion: 1, publicView: false }).execute()
  const { revision, ...values } = await readSettings(db)
  await openPublicView(db)
  await openPublicView(db)
  expect(await readSettings(db)).toEqual({
    ...values,
    publicView: true,
    corsOrigins: '*',
    revision: revision + 1,
  })
  await change(1, closed)
  await openPublicView(db)
  expect(await readSettings(db)).toMatchObject({ publicView: false })
})

test('the change is written down with both states', async () => {
  const { revision: _, settingsVersion, ...values } = before
  await change(settingsVersion, { ...values, organisation: 'Club' })
  const event = await db.selectFrom('events').selectAll().orderBy('id', 'desc').executeTakeFirst()
  expect(event).toMatchObject({
    actor: 'Ada',
    verb: 'change-settings',
    accountId: null,
    userId: null,
    before: values,
    after: { ...values, organisation: 'Club' },
  })
})

test('an admin who opened the form before the latest change gets the present settings', async () => {
  await change(before.settingsVersion, closed)
  const after = await readSettings(db)
  const events = await countEvents()
  const error = await change(before.settingsVersion, { ...closed, organisation: 'Club' }).catch((it) => it)
  expect(error).toBeInstanceOf(StaleVersion)
  expect(error.current).toEqual({
    noun: 'settings',
    id: 1,
    version: before.settingsVersion + 1,
    values: closed,
  })
  expect(await readSettings(db)).toEqual(after)
  expect(await countEvents()).toBe(events)
})

test('of ten changes at the same time one is made', async () => {
  const tries = Array.from({ length: 10 }, (_, index) =>
    change(before.settingsVersion, { ...closed, organisation: `Club ${index}` }),
  )
  const results = await Promise.allSettled(tries)
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(results.filter((result) => result.status === 'rejected')).toMatchObject(
    Array.from({ length: 9 }, () => ({ reason: expect.any(StaleVersion) })),
  )
  expect((await readSettings(db)).settingsVersion).toBe(before.settingsVersion + 1)
})

function change(version: number, values: SettingValues): Promise<void> {
  return transaction(db, (trx) => changeSettings(trx, version, values, ada))
}

async function countEvents(): Promise<number> {
  return (await db.selectFrom('events').select('id').execute()).length
}
