import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { createAccount } from '../accounts/edit.ts'
import { type Trx, transaction } from '../database.ts'
import { StaleVersion } from '../errors.ts'
import { nextRevision } from '../revision.ts'
import type { User } from '../tables.ts'
import { add, alice, bob, db, eventsOf, grace } from '../testing/database.ts'
import { create, revert, trash, update } from '../users/edit.ts'
import { snapshot, snapshotAt } from '../users/snapshot.ts'
import { history } from './events.ts'

test('the events of a user, replayed, give exactly the row', async () => {
  let user = await add(alice())
  const edits = [
    bob(),
    alice({ about: 'Back\\slash "quote" \u{1f600}\n\tend', links: [] }),
    alice({ status: 'inactive', listed: false, phone: '+49 30 901820' }),
  ]
  for (const values of edits) user = await transaction(db, (trx) => update(trx, user, values, grace))
  user = await transaction(db, (trx) => trash(trx, user, grace))

  const events = await eventsOf(user.id)
  expect(events.map(({ version }) => version)).toEqual([1, 2, 3, 4, 5])
  expect(events.map(({ before }) => before)).toEqual([null, ...events.slice(0, -1).map(({ after }) => after)])
  expect(events.at(-1)).toMatchObject({ after: snapshot(user), version: user.version, verb: 'trash' })
  expect(await snapshotAt(db, user.id, 3)).toEqual(events[2]?.after)
  expect(await snapshotAt(db, user.id, 6)).toBeUndefined()
})

test('a field that an event does not know yet was blank, and reverting to it blanks the field', async () => {
  const user = await add(alice({ knownAs: 'Ali', phone: '+44 20 7946 0018' }))
  const { knownAs: _, phone: __, phoneE164: ___, ...early } = snapshot(user)
  await transaction(db, async (trx) => {
    const revision = await nextRevision(trx)
    await trx.updateTable('users').set({ version: 2 }).where('id', '=', user.id).execute()
    const event = { actor: 'Grace', verb: 'update', userId: user.id, version: 2, revision } as const
    const values = { before: JSON.stringify(early), after: JSON.stringify(early) }
    await trx
      .insertInto('events')
      .values({ ...event, ...values })
      .execute()
  })
  const blank = { knownAs: '', phone: '', phoneE164: '' }
  expect(await snapshotAt(db, user.id, 2)).toEqual({ ...early, ...blank })
  const reverted = await transaction(db, (trx) => revert(trx, { id: user.id, version: 2 }, 2, grace))
  expect(reverted).toMatchObject({ ...early, ...blank })
})

test('a version has one event', async () => {
  const { id } = await add(alice())
  const [{ id: _, ...event } = { id: 0 }] = await db
    .selectFrom('events')
    .select(['id', 'actor', 'verb', 'userId', 'version', 'revision'])
    .where('userId', '=', id)
    .execute()
  const again = db
    .insertInto('events')
    .values({ ...event, after: '{}' } as never)
    .execute()
  await expect(again).rejects.toMatchObject({ constraint: 'events_one_per_version' })
})

test('an event stays as it was written: it can only lose its values', async () => {
  const { id } = await add(alice())
  const [written] = await eventsOf(id)
  const kept = 'events are kept as they were written'
  const ofUser = db.updateTable('events').where('userId', '=', id)
  await expect(ofUser.set({ actor: 'Nobody' }).execute()).rejects.toThrow(kept)
  await expect(ofUser.set({ before: null, after: null, verb: 'trash' }).execute()).rejects.toThrow(kept)
  await expect(db.deleteFrom('events').where('userId', '=', id).execute()).rejects.toThrow(kept)
  await expect(sql`truncate events`.execute(db)).rejects.toThrow(kept)
  expect(await eventsOf(id)).toEqual([written])
})

test('the history names an account by its e-mail of today, and by its number once it is gone', async () => {
  const email = `erik-${randomUUID()}@example.com`
  const { id, role } = await transaction(db, (trx) =>
    createAccount(trx, { email, role: 'editor', userEmail: '' }, grace),
  )
  const user = await transaction(db, (trx) => create(trx, alice(), { id, name: email, role }))
  const actors = async () => (await history(db, user.id, 5)).map(({ actor }) => actor)
  expect(await actors()).toEqual([email])
  await db.deleteFrom('accounts').where('id', '=', id).execute()
  expect(await actors()).toEqual([`account ${id}`])
})

test('a revision that a reader sees comes after every smaller one', async () => {
  const order: string[] = []
  let second: Promise<number> | undefined
  const first = await transaction(db, async (trx) => {
    const taken = await nextRevision(trx)
    second = elsewhere(nextRevision).finally(() => order.push('second'))
    await Promise.race([second, pause(300)]) // long enough for a second writer that does not wait
    order.push('first')
    return taken
  })
  expect(await second).toBeGreaterThan(first)
  expect(order).toEqual(['first', 'second'])
})

test('of writers who started from the same version one succeeds, and the others see its result', async () => {
  const opened = await add(alice())
  const edits = Array.from({ length: 6 }, (_, n) =>
    elsewhere((trx) => update(trx, opened, bob({ name: `Bob ${n}` }), grace)),
  )
  const results = await Promise.allSettled(edits)
  const [saved, ...others] = results.flatMap((result) =>
    result.status === 'fulfilled' ? [result.value] : [],
  )
  expect(others).toEqual([])
  const refused = results.filter((result) => result.status === 'rejected').map(({ reason }) => reason)
  expect(refused).toHaveLength(5)
  for (const reason of refused) {
    expect(reason).toBeInstanceOf(StaleVersion)
    expect(reason).toMatchObject({ current: { id: opened.id, version: 2, values: saved && snapshot(saved) } })
  }
  expect(await eventsOf(opened.id)).toHaveLength(2)
})

test('writers who meet at the same users in opposite order wait for each other and never deadlock', async () => {
  const [one, two] = [await add(alice()), await add(bob())]
  let runs = 0
  const write = (users: User[]) =>
    elsewhere(async (trx) => {
      runs++
      for (const user of users) {
        await update(trx, user, alice(), grace)
        await pause(100) // long enough for the other writer to take its first row, if it does not wait
      }
    })
  const results = await Promise.allSettled([write([one, two]), write([two, one])])
  const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))
  expect(refused).toEqual([expect.any(StaleVersion)])
  expect(runs).toBe(2)
})

/** Like another process, which does not wait in the queue of this one. */
function elsewhere<T>(work: (trx: Trx) => Promise<T>): Promise<T> {
  return db.transaction().execute(work)
}
