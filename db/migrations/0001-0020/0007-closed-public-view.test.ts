import { afterAll, beforeAll, expect, test } from 'vitest'
import { recordAccount } from '../../audit/account-events.ts'
import { type Executor, type Trx, transaction } from '../../database.ts'
import type { Actor } from '../../policy.ts'
import { changeSettings, readSettings } from '../../settings/settings.ts'
import { openOwnDatabase } from '../../testing/database.ts'
import { up } from './0007-closed-public-view.ts'

let own: Awaited<ReturnType<typeof openOwnDatabase>>
let db: Executor

beforeAll(async () => {
  own = await openOwnDatabase()
  db = own.db
})
afterAll(() => own.close())

const ada: Actor = { id: null, name: 'Ada', role: 'admin' }
const open = {
  publicView: true,
  searchEngines: false,
  organisation: '',
  corsOrigins: '*',
  homeCountry: '',
  timeZone: '',
  ssoAdmits: 'linked' as const,
  ssoOnly: false,
  adminsNeedSecondFactor: false,
  mailedLinks: false,
  securityContact: '',
  securityPolicy: '',
}

const directories: [string, (trx: Trx) => Promise<unknown>, boolean][] = [
  ['about which nobody decided', async () => {}, false],
  [
    'to which only accounts were added',
    (trx) => recordAccount(trx, ada, { verb: 'create-account', accountId: 1 }),
    false,
  ],
  [
    'that was opened in the form that sets it up',
    (trx) => recordAccount(trx, ada, { verb: 'set-up', accountId: 1 }),
    true,
  ],
  ['that an admin left open in its settings', (trx) => changeSettings(trx, 1, open, ada), true],
  ['that an admin closed', (trx) => changeSettings(trx, 1, { ...open, publicView: false }, ada), false],
]

test.each(directories)(
  'the public view of a directory %s is closed, unless somebody opened it',
  async (_, made, isOpen) => {
    const { before, after } = await undone(async (trx) => {
      // As earlier releases made the directory.
      await trx.updateTable('directory').set({ publicView: true }).execute()
      await made(trx)
      const before = await readSettings(trx)
      await up(trx)
      return { before, after: await readSettings(trx) }
    })
    const raised = before.publicView && !isOpen ? 1 : 0
    expect(after).toEqual({ ...before, publicView: isOpen, revision: before.revision + raised })
  },
)

test('a new directory is closed', async () => {
  expect((await readSettings(db)).publicView).toBe(false)
})

/** Rolls `work` back afterwards. */
async function undone<Found>(work: (trx: Trx) => Promise<Found>): Promise<Found> {
  let found: Found | undefined
  await transaction(db, async (trx) => {
    found = await work(trx)
    throw new Error('undone')
  }).catch((error) => {
    if (!found) throw error
  })
  return found as Found
}
