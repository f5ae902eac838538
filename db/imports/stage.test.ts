import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { transaction } from '../database.ts'
import { NotFound, SelectionChanged } from '../errors.ts'
import { eraseUser } from '../privacy/erase-user.ts'
import { clearExpired } from '../privacy/expired.ts'
import { revision as presentRevision } from '../revision.ts'
import type { User } from '../tables.ts'
import { alice, grace, openOwnDatabase } from '../testing/database.ts'
import { create, trash } from '../users/edit.ts'
import type { UserValues } from '../users/values.ts'
import { contentOf, findImport, latestImport } from './find.ts'
import { importUsers } from './save.ts'
import { beat, begin, discard, giveUp, readAs, settle, stage } from './stage.ts'

// A separate database, because an erasure in another test deletes all files.
const { db, close } = await openOwnDatabase()
afterAll(close)

const file = {
  fileName: 'people.csv',
  content: Buffer.from('name\nAda'),
  options: { encoding: 'utf-8', separator: 'comma', quote: 'double', columns: ['name'] },
}

function add(values: UserValues): Promise<User> {
  return transaction(db, (trx) => create(trx, values, grace))
}

async function account(): Promise<number> {
  const { id } = await db
    .insertInto('accounts')
    .values({ email: `${randomUUID()}@example.com`, role: 'editor', password: null })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

test('an account has one file, which is its own and takes the place of the one before', async () => {
  const [ada, bob] = [await account(), await account()]
  const first = await transaction(db, (trx) => stage(trx, ada, file))
  expect(await findImport(db, first, ada)).toMatchObject({
    fileName: 'people.csv',
    state: 'staged',
    version: 1,
  })
  expect(await findImport(db, first, bob)).toBeUndefined()
  expect(String(await contentOf(db, first))).toBe('name\nAda')
  const second = await transaction(db, (trx) => stage(trx, ada, file))
  expect(await findImport(db, first, ada)).toBeUndefined()
  await db
    .updateTable('imports')
    .set({ createdAt: sql<Date>`now() - interval '25 hours'` })
    .where('id', '=', second)
    .execute()
  await clearExpired(db)
  expect(await findImport(db, second, ada)).toBeUndefined()
})

test('a file whose server stopped while it saved it goes after its day, too, and one that is being saved stays', async () => {
  const [ada, bob] = [await account(), await account()]
  const [stopped, running] = await transaction(db, async (trx) => [
    await stage(trx, ada, file),
    await stage(trx, bob, file),
  ])
  for (const id of [stopped, running])
    await db
      .updateTable('imports')
      .set({ state: 'saving', createdAt: sql<Date>`now() - interval '25 hours'` })
      .where('id', '=', id)
      .execute()
  await db
    .updateTable('imports')
    .set({ beatAt: sql<Date>`now() - interval '20 seconds'` })
    .where('id', '=', stopped)
    .execute()
  expect(await findImport(db, stopped, ada)).toBeUndefined()
  await clearExpired(db)
  const left = await db.selectFrom('imports').select('id').where('accountId', 'in', [ada, bob]).execute()
  expect(left).toEqual([{ id: running }])
  expect(await latestImport(db, bob)).toMatchObject({ id: running, state: 'saving' })
  expect(await latestImport(db, ada)).toBeUndefined()
})

test('a file that waits can be thrown away by its owner, and one that was imported stays', async () => {
  const [ada, bob] = [await account(), await account()]
  const id = await transaction(db, (trx) => stage(trx, ada, file))
  await expect(transaction(db, (trx) => discard(trx, id, bob))).rejects.toThrow(NotFound)
  await db.updateTable('imports').set({ state: 'done' }).where('id', '=', id).execute()
  await expect(transaction(db, (trx) => discard(trx, id, ada))).rejects.toThrow(NotFound)
  await db.updateTable('imports').set({ state: 'staged' }).where('id', '=', id).execute()
  await transaction(db, (trx) => discard(trx, id, ada))
  expect(await findImport(db, id, ada)).toBeUndefined()
})

test('reading a file in another way asks for the version that was shown', async () => {
  const ada = await account()
  const id = await transaction(db, (trx) => stage(trx, ada, file))
  const options = { ...file.options, separator: 'tab' }
  const read = (version: number) => transaction(db, (trx) => readAs(trx, { id, version }, options, ada))
  await read(1)
  expect(await findImport(db, id, ada)).toMatchObject({ version: 2, options: { separator: 'tab' } })
  await expect(read(1)).rejects.toThrow(SelectionChanged)
})

test('a file that is being saved tells how far it is, and waits again when its server stops or gives up', async () => {
  const ada = await account()
  const id = await transaction(db, (trx) => stage(trx, ada, file))
  await transaction(db, (trx) => begin(trx, { id, version: 1 }, { total: 7, refused: 0, waiting: 0 }, ada))
  await beat(db, id, 3)
  expect(await findImport(db, id, ada)).toMatchObject({ state: 'saving', saved: 3, total: 7, stopped: false })
  await db
    .updateTable('imports')
    .set({ beatAt: sql<Date>`now() - interval '1 minute'` })
    .where('id', '=', id)
    .execute()
  expect(await findImport(db, id, ada)).toMatchObject({ state: 'staged', stopped: true })
  await giveUp(db, id, 'Try again')
  expect(await findImport(db, id, ada)).toMatchObject({ state: 'staged', failure: 'Try again', version: 2 })
  await expect(transaction(db, (trx) => settle(trx, id, { saved: 7, revision: 1 }))).rejects.toThrow(NotFound)
})

test('of an imported file only the rows that were left out are kept', async () => {
  const ada = await account()
  const imported = async (leftOut: Buffer | undefined) => {
    const id = await transaction(db, (trx) => stage(trx, ada, file))
    await transaction(db, async (trx) => {
      await begin(trx, { id, version: 1 }, { total: 7, refused: 1, waiting: 2 }, ada)
      await settle(trx, id, { saved: 7, revision: 1, leftOut })
    })
    return { ...(await findImport(db, id, ada)), content: String(await contentOf(db, id)) }
  }
  const done = { state: 'done', saved: 7, refused: 1, waiting: 2 }
  expect(await imported(Buffer.from('Bo'))).toMatchObject({ ...done, keepsRows: true, content: 'Bo' })
  expect(await imported(undefined)).toMatchObject({ ...done, keepsRows: false, content: '' })
})

test('what is imported is one write, and nothing where somebody wrote since it was looked at', async () => {
  const [ada, gone] = [await add(alice()), await add(alice())]
  const trashed = await transaction(db, (trx) => trash(trx, gone, grace))
  const batch = {
    added: [{ values: alice({ name: 'New' }), newTeams: [] }],
    changed: [{ before: ada, values: { ...ada, name: 'Changed' }, newTeams: [] }],
    restored: [{ before: trashed, values: { ...trashed, name: 'Back' }, newTeams: [] }],
  }
  const stale = { ...batch, revision: (await presentRevision(db)) - 1 }
  await expect(transaction(db, (trx) => importUsers(trx, stale, grace))).rejects.toThrow(SelectionChanged)
  const fresh = { ...batch, revision: await presentRevision(db) }
  const revision = await transaction(db, (trx) => importUsers(trx, fresh, grace))
  const events = await db
    .selectFrom('events')
    .select(['verb', 'after'])
    .where('revision', '=', revision)
    .where('userId', 'is not', null)
    .orderBy('id')
    .execute()
  expect(events).toMatchObject([
    { verb: 'update', after: { name: 'Changed' } },
    { verb: 'restore', after: { name: 'Back' } },
    { verb: 'create', after: { name: 'New' } },
  ])
})

test('erasing somebody deletes every file that waits', async () => {
  const ada = await account()
  const id = await transaction(db, (trx) => stage(trx, ada, file))
  const user = await add(alice())
  await transaction(db, async (trx) => eraseUser(trx, await trash(trx, user, grace), user.name, grace))
  expect(await findImport(db, id, ada)).toBeUndefined()
})

test('a file of 10 MB is kept, and a larger one is not', async () => {
  const ada = await account()
  const keep = (size: number) =>
    transaction(db, (trx) => stage(trx, ada, { ...file, content: Buffer.alloc(size, 'x') }))
  await expect(keep(10_000_000)).resolves.toBeTypeOf('number')
  await expect(keep(10_000_001)).rejects.toThrow('imports_content_length')
})
