import { afterAll, expect, test } from 'vitest'
import { transaction } from '../database.ts'
import { revision as presentRevision } from '../revision.ts'
import type { User } from '../tables.ts'
import { alice, grace, openOwnDatabase } from '../testing/database.ts'
import { create, trash, update } from '../users/edit.ts'
import { findAnywhere } from '../users/find.ts'
import { readWrite, undo } from '../users/undo.ts'
import { type UserValues, valuesOf } from '../users/values.ts'
import { missingPeople } from './missing.ts'
import { importUsers } from './save.ts'

// A separate database, because everybody in it counts.
const { db, close } = await openOwnDatabase()
afterAll(close)

const add = (values: Partial<UserValues>) => transaction(db, (trx) => create(trx, alice(values), grace))
const [zoe, ada, ben] = [await add({ name: 'Zoë' }), await add({ name: 'ada' }), await add({ name: 'Ben' })]
const left = await add({ name: 'Left', status: 'inactive' })
const gone = await transaction(db, async (trx) =>
  trash(trx, await create(trx, alice({ name: 'Gone' }), grace), grace),
)

const statuses = async (...users: User[]) => {
  const now = await Promise.all(users.map(({ id }) => findAnywhere(db, id)))
  return now.map((user) => user?.status)
}

test('active people outside the trash whom no row means are missing, by name', async () => {
  expect(await missingPeople(db, [])).toMatchObject({
    count: 3,
    of: 3,
    names: ['ada', 'Ben', 'Zoë'],
    meant: [],
  })
  const meant = [ada.id, left.id, gone.id]
  expect(await missingPeople(db, meant)).toMatchObject({ count: 2, of: 3, names: ['Ben', 'Zoë'], meant })
  expect(await missingPeople(db, [zoe.id, ada.id, ben.id])).toMatchObject({ count: 0, names: [] })
})

test('as many other people have another hash', async () => {
  const [one, same, other] = [[zoe.id], [zoe.id], [ben.id]].map((meant) => missingPeople(db, meant))
  expect((await one)?.hash).toBe((await same)?.hash)
  expect((await one)?.hash).not.toBe((await other)?.hash)
})

test('missing people become inactive in one write with the rest, which can be undone', async () => {
  const batch = {
    added: [{ values: alice({ name: 'New' }), newTeams: [] }],
    changed: [{ before: ada, values: { ...valuesOf(ada), jobTitle: 'Porter' }, newTeams: [] }],
    restored: [],
    missing: { count: 2, meant: [ada.id] },
    revision: await presentRevision(db),
  }
  const revision = await transaction(db, (trx) => importUsers(trx, batch, grace))
  expect(revision).toBe(batch.revision + 1)
  expect(await statuses(zoe, ada, ben)).toEqual(['inactive', 'active', 'inactive'])
  expect(await statuses(left, gone)).toEqual(['inactive', 'active'])
  // Those who were inactive before and those in the trash were left alone.
  for (const { id, version } of [left, gone]) expect((await findAnywhere(db, id))?.version).toBe(version)

  const write = await readWrite(db, revision)
  expect(write).toMatchObject({ count: 4, groups: { free: { count: 4 } } })
  const fingerprint = write?.groups.free?.fingerprint ?? ''
  await transaction(db, (trx) => undo(trx, { write: revision, fingerprint }, grace))
  expect(await statuses(zoe, ada, ben, left)).toEqual(['active', 'active', 'active', 'inactive'])
  expect(await missingPeople(db, [])).toMatchObject({ count: 3, names: ['ada', 'Ben', 'Zoë'] })
})

test('somebody whom a later write changed stays as they are when it is undone', async () => {
  const batch = {
    added: [],
    changed: [],
    restored: [],
    missing: { count: 3, meant: [] },
    revision: await presentRevision(db),
  }
  const revision = await transaction(db, (trx) => importUsers(trx, batch, grace))
  const now = (await findAnywhere(db, ben.id)) as User
  await transaction(db, (trx) => update(trx, now, { ...valuesOf(now), jobTitle: 'Retired' }, grace))
  const fingerprint = (await readWrite(db, revision))?.groups.free?.fingerprint ?? ''
  await transaction(db, (trx) => undo(trx, { write: revision, fingerprint }, grace))
  expect(await statuses(zoe, ada, ben)).toEqual(['active', 'active', 'inactive'])
})

test('no more than 20 are named', async () => {
  await transaction(db, async (trx) => {
    for (let n = 0; n < 25; n++) await create(trx, alice({ name: `Person ${n}` }), grace)
  })
  const { count, names } = await missingPeople(db, [])
  expect([count, names.length]).toEqual([27, 20])
})
