import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Executor, type Trx, transaction } from '../database.ts'
import { NotFound } from '../errors.ts'
import { alice, bob, grace, openOwnDatabase } from '../testing/database.ts'
import { createMany, revert, update } from '../users/edit.ts'
import { findAnywhere } from '../users/find.ts'
import { snapshot } from '../users/snapshot.ts'
import { readWrite, undo } from '../users/undo.ts'
import { recordAccount } from './account-events.ts'
import { clearEvents } from './clear.ts'
import { history } from './events.ts'
import { timeline } from './timeline.ts'

// A separate database, because clearing takes old events of everybody.
let own: Awaited<ReturnType<typeof openOwnDatabase>>
let db: Executor

beforeAll(async () => {
  own = await openOwnDatabase()
  db = own.db
})
afterAll(() => own.close())

test('old events go with their whole write, and everything later can still be undone', async () => {
  const people = await transaction(db, (trx) => createMany(trx, [alice(), bob()], grace))
  await transaction(db, (trx) => recordAccount(trx, grace, { verb: 'sign-out', accountId: undefined }))
  await makeOld(100)
  const [user] = people
  if (!user) throw new Error('nobody was added')
  const changed = await transaction(db, (trx) =>
    update(trx, user, { ...snapshot(user), location: 'Kyoto' }, grace),
  )

  expect(await clearEvents(db, 101)).toBe(0)
  expect(await clearEvents(db, 99)).toBe(3)
  expect(await clearEvents(db, 99)).toBe(0)

  expect(await timeline(db, { withAccounts: true, filters: {}, limit: 9 })).toMatchObject([
    { verb: 'update' },
  ])
  expect((await history(db, user.id, 9)).map(({ version }) => version)).toEqual([2])
  const { revision } = (await history(db, user.id, 1))[0] ?? {}
  expect(await readWrite(db, Number(revision) - 1)).toBeUndefined()
  const back = (trx: Trx) => revert(trx, changed, 1, grace)
  await expect(transaction(db, back)).rejects.toThrow(NotFound)

  const fingerprint = (await readWrite(db, Number(revision)))?.groups.free?.fingerprint ?? ''
  await transaction(db, (trx) => undo(trx, { write: Number(revision), fingerprint }, grace))
  expect(await findAnywhere(db, user.id)).toMatchObject({ location: user.location, version: 3 })
})

test('without saying so, nobody deletes an event, however old, and nobody one of today', async () => {
  await transaction(db, (trx) => createMany(trx, [alice()], grace))
  const kept = /events are kept as they were written/
  const deleteAll = (trx: Trx) => trx.deleteFrom('events').execute()
  const clearAll = async (trx: Trx) => {
    await sql`set local rollcall.clears_events = 'on'`.execute(trx)
    await deleteAll(trx)
  }
  await expect(transaction(db, clearAll)).rejects.toThrow(kept)
  await makeOld(100)
  await expect(transaction(db, deleteAll)).rejects.toThrow(kept)
})

test('npm run events:clear says how many events it deleted, or why none', { timeout: 120_000 }, async () => {
  const command = async (env: Record<string, string>) => {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--import', 'tsx', 'db/commands/clear-events.ts'],
      { env: { ...process.env, DATABASE_URL: own.url, EVENTS_KEEP_DAYS: '', ...env } },
    )
    return stdout.trim()
  }
  const addOld = async (count: number) => {
    for (let event = 0; event < count; event++)
      await transaction(db, (trx) => recordAccount(trx, grace, { verb: 'sign-out', accountId: undefined }))
    await makeOld(100)
  }
  await addOld(1)
  await clearEvents(db, 1)
  await addOld(3)
  expect(await command({})).toBe('EVENTS_KEEP_DAYS is not set, so all events are kept.')
  expect(await command({ EVENTS_KEEP_DAYS: '30' })).toBe('3 events older than 30 days deleted')
  await addOld(1)
  expect(await command({ EVENTS_KEEP_DAYS: '1' })).toBe('1 event older than 1 day deleted')
  await expect(command({ EVENTS_KEEP_DAYS: '1', DATABASE_URL: '' })).rejects.toThrow(
    'Run npm run events:clear, which finds the embedded database too.',
  )
})

/** Moves everything that happened into the past, which only a test may. */
async function makeOld(days: number): Promise<void> {
  await transaction(db, async (trx) => {
    await sql`alter table events disable trigger events_kept`.execute(trx)
    for (const table of ['events', 'deeds'])
      await sql`update ${sql.table(table)} set at = at - ${days} * interval '1 day'`.execute(trx)
    await sql`alter table events enable trigger events_kept`.execute(trx)
  })
}
