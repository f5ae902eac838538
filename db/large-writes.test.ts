import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { transaction } from './database.ts'
import { NotFound } from './errors.ts'
import { beat, begin, find, forgetSearches, giveUp, settle } from './large-writes.ts'
import { clearExpired } from './privacy/expired.ts'
import { openOwnDatabase } from './testing/database.ts'

// A separate database, because an erasure in another test changes all of them.
const { db, close } = await openOwnDatabase()
afterAll(close)

const ifStopped = { location: '/users/bulk?do=trash&all=on&q=ada', notice: 'server-stopped' }

async function account(): Promise<number> {
  const { id } = await db
    .insertInto('accounts')
    .values({ email: `${randomUUID()}@example.com`, role: 'editor', password: null })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

async function begun() {
  const accountId = await account()
  const id = await transaction(db, (trx) => begin(trx, { accountId, total: 4_353, ifStopped }))
  return { id, accountId, now: () => find(db, id, accountId) }
}

test('a large write says to its account how far it is, and where it leads once it is saved', async () => {
  const { id, now } = await begun()
  expect(await now()).toEqual({ saved: 0, total: 4_353, isOver: false, ...ifStopped })
  expect(await find(db, id, await account())).toBeUndefined()
  await beat(db, id, 2_000)
  expect(await now()).toMatchObject({ saved: 2_000, isOver: false })
  const outcome = { location: '/users?q=ada', notice: 'users-trashed.r7' }
  await transaction(db, (trx) => settle(trx, id, outcome))
  const done = { saved: 4_353, total: 4_353, isOver: true, ...outcome }
  expect(await now()).toEqual(done)
  await beat(db, id, 3_000)
  await giveUp(db, id, 'stale')
  expect(await now()).toEqual(done)
})

test('one that was given up leads back to its form, and is saved no more', async () => {
  const { id, now } = await begun()
  await giveUp(db, id, 'stale')
  const over = { saved: 0, isOver: true, location: ifStopped.location, notice: 'stale' }
  expect(await now()).toMatchObject(over)
  await expect(transaction(db, (trx) => settle(trx, id, ifStopped))).rejects.toThrow(NotFound)
  expect(await now()).toMatchObject(over)
})

test('one whose server is silent leads back to its form, and is deleted after a day', async () => {
  const { id, now } = await begun()
  await sql`update large_writes set beat_at = now() - interval '16 seconds' where id = ${id}`.execute(db)
  expect(await now()).toMatchObject({ isOver: true, ...ifStopped })
  await clearExpired(db)
  expect(await now()).toBeDefined()
  await sql`update large_writes set created_at = now() - interval '25 hours' where id = ${id}`.execute(db)
  expect(await now()).toBeUndefined()
  await clearExpired(db)
  expect(await db.selectFrom('largeWrites').select('id').where('id', '=', id).execute()).toEqual([])
})

test('after an erasure none leads to a search', async () => {
  const { now } = await begun()
  await transaction(db, forgetSearches)
  expect(await now()).toMatchObject({ location: '/users', notice: 'server-stopped' })
})
