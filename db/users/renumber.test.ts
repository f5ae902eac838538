import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Executor, transaction } from '../database.ts'
import { FieldRefused } from '../errors.ts'
import type { Actor } from '../policy.ts'
import { changeSettings, readSettings } from '../settings/settings.ts'
import type { User } from '../tables.ts'
import { alice, grace, openOwnDatabase } from '../testing/database.ts'
import { create, trash } from './edit.ts'
import { findAnywhere } from './find.ts'
import { snapshot } from './snapshot.ts'
import { readWrite } from './undo.ts'
import type { UserValues } from './values.ts'

// A separate database, because all tests on one share its settings.
let own: Awaited<ReturnType<typeof openOwnDatabase>>
let db: Executor

beforeAll(async () => {
  own = await openOwnDatabase()
  db = own.db
})
afterAll(() => own.close())
beforeEach(() => choose(''))

const ada: Actor = { id: null, name: 'Ada', role: 'admin' }
const london = '020 7946 0018'

test('numbers without a country code follow the home country, each with an event', async () => {
  const people = [
    await add({ phone: london }),
    await add({ phone: '', mobile: '07700 900123 ext. 5' }),
    await moveToTrash(await add({ phone: london })),
  ]
  const others = [
    await add({ phone: '+254 20 123 4567', mobile: '' }),
    await add({ phone: '', mobile: '' }),
    await add({ phone: 'ask Bob' }),
  ]
  expect(people.map(numbersOf)).toEqual([
    ['', ''],
    ['', ''],
    ['', ''],
  ])

  const revision = await choose('GB')
  const saved = await Promise.all(people.map(now))
  expect(saved.map(numbersOf)).toEqual([
    ['+442079460018', ''],
    ['', '+447700900123'],
    ['+442079460018', ''],
  ])
  for (const [index, before] of people.entries()) {
    const after = saved[index] as User
    expect([after.version, after.trashedAt]).toEqual([before.version + 1, before.trashedAt])
    expect(await lastEventOf(after)).toMatchObject({
      verb: 'update',
      actor: 'Ada',
      revision,
      version: after.version,
      before: snapshot(before),
      after: snapshot(after),
    })
  }
  for (const other of others) expect(await now(other)).toEqual(other)
  expect(await readWrite(db, revision)).toMatchObject({ count: 3, groups: { same: { count: 3 } } })

  await choose('DE')
  expect((await Promise.all(people.map(now))).map(numbersOf)).toEqual([
    ['+492079460018', ''],
    ['', '+497700900123'],
    ['+492079460018', ''],
  ])
  await choose('')
  expect((await Promise.all(people.map(now))).map(numbersOf)).toEqual(people.map(numbersOf))
})

test('who is added or changed later has the number of the home country', async () => {
  await choose('GB')
  const user = await add({ phone: london })
  expect(user).toMatchObject({ phone: london, phoneE164: '+442079460018' })
  expect(await lastEventOf(user)).toMatchObject({ after: snapshot(user) })
})

test('other settings leave the people as they are', async () => {
  await choose('GB')
  const user = await add({ phone: london })
  await choose('GB')
  expect(await now(user)).toEqual(user)
})

test.each(['ZZ', 'gb', 'GBR', 'United Kingdom'])('%s is no home country', async (country) => {
  const before = await readSettings(db)
  await expect(choose(country)).rejects.toThrow(FieldRefused)
  expect(await readSettings(db)).toEqual(before)
})

test.each(['gb', 'GBR', 'G', ' '])('nor does the table take %j', async (homeCountry) => {
  await expect(db.updateTable('directory').set({ homeCountry }).execute()).rejects.toMatchObject({
    constraint: 'directory_home_country_form',
  })
})

/** @returns the revision of the write */
async function choose(homeCountry: string): Promise<number> {
  const { settingsVersion, revision: _, ...values } = await readSettings(db)
  await transaction(db, (trx) => changeSettings(trx, settingsVersion, { ...values, homeCountry }, ada))
  return (await readSettings(db)).revision
}

function add(values: Partial<UserValues>): Promise<User> {
  return transaction(db, (trx) => create(trx, alice({ phone: '', mobile: '', ...values }), grace))
}

function moveToTrash(user: User): Promise<User> {
  return transaction(db, (trx) => trash(trx, user, grace))
}

function now({ id }: User): Promise<User | undefined> {
  return findAnywhere(db, id)
}

function numbersOf(user: User | undefined) {
  return [user?.phoneE164, user?.mobileE164]
}

function lastEventOf({ id }: User) {
  return db
    .selectFrom('events')
    .selectAll()
    .where('userId', '=', id)
    .orderBy('version', 'desc')
    .executeTakeFirst()
}
