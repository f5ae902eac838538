import { afterAll, beforeAll, expect, test } from 'vitest'
import { recordAccount } from '../../audit/account-events.ts'
import { type Executor, type Trx, transaction } from '../../database.ts'
import type { Actor } from '../../policy.ts'
import { changeSettings, readSettings } from '../../settings/settings.ts'
import { openOwnDatabase } from '../../testing/database.ts'
import { up } from './0024-closed-cors.ts'

let own: Awaited<ReturnType<typeof openOwnDatabase>>
let db: Executor

beforeAll(async () => {
  own = await openOwnDatabase()
  db = own.db
})
afterAll(() => own.close())

const ada: Actor = { id: null, name: 'Ada', role: 'admin' }

const directories: [string, (trx: Trx) => Promise<unknown>, string][] = [
  ['about which nobody decided', async () => {}, ''],
  [
    'that was only set up',
    async (trx) => {
      await recordAccount(trx, ada, { verb: 'set-up', accountId: 1 })
      await trx.updateTable('directory').set({ settingsVersion: 2 }).execute()
    },
    '',
  ],
  [
    'whose admin saved its settings',
    async (trx) => changeSettings(trx, 1, await readSettings(trx), ada),
    '*',
  ],
]

test.each(directories)('a directory %s has the right origins after it', async (_, made, expected) => {
  const undone = new Error('undone')
  const work = transaction(db, async (trx) => {
    // As earlier releases made the directory.
    await trx.updateTable('directory').set({ corsOrigins: '*' }).execute()
    await made(trx)
    const before = await readSettings(trx)
    await up(trx)
    const revision = before.revision + (expected === '*' ? 0 : 1)
    expect(await readSettings(trx)).toEqual({ ...before, corsOrigins: expected, revision })
    throw undone
  })
  await expect(work).rejects.toBe(undone)
})

test('a new directory lets nobody in', async () => {
  expect((await readSettings(db)).corsOrigins).toBe('')
})
