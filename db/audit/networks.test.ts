import { AsyncLocalStorage } from 'node:async_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAccount } from '../accounts/edit.ts'
import { type Executor, transaction } from '../database.ts'
import type { Actor } from '../policy.ts'
import { eraseAccount } from '../privacy/erase-account.ts'
import { clearExpired } from '../privacy/expired.ts'
import { ownData } from '../privacy/own-data.ts'
import { alice, bob, grace, openOwnDatabase } from '../testing/database.ts'
import { createMany } from '../users/edit.ts'
import { accountHistory, recordAccount } from './account-events.ts'
import { history } from './events.ts'
import { enterNetwork } from './networks.ts'
import { eventsOfDeed, timeline } from './timeline.ts'

// A separate database, because clearing takes old networks of everybody.
let own: Awaited<ReturnType<typeof openOwnDatabase>>
let db: Executor

beforeAll(async () => {
  own = await openOwnDatabase()
  db = own.db
})
afterAll(() => own.close())

test('events carry the network of their request, also when several wait for their turn', async () => {
  const addresses = ['192.0.2.7', '2001:db8:0:7:1:2:3:4', '::ffff:192.0.2.8', '']
  const requests = addresses.map((address) =>
    request(address, async () => {
      await pause(1)
      return transaction(db, async (trx) => {
        await pause(1)
        await recordAccount(trx, grace, { verb: 'sign-out', accountId: undefined })
        const { id } = await trx
          .selectFrom('events')
          .select('id')
          .orderBy('id', 'desc')
          .executeTakeFirstOrThrow()
        return id
      })
    }),
  )
  const found = await networksOf(await Promise.all(requests))
  expect(found).toEqual(['192.0.2.7', '2001:db8:0:7', '192.0.2.8', null])
  const outside = await transaction(db, (trx) => createAccount(trx, newAccount(), grace))
  expect(await accountHistory(db, 1, { accountId: outside.id })).toMatchObject([{ network: null }])
})

test('a write to several people has its network once, and only admins read it', async () => {
  const people = await request('192.0.2.9', () =>
    transaction(db, (trx) => createMany(trx, [alice(), bob()], grace)),
  )
  const stored = await db
    .selectFrom('events')
    .select('network')
    .where(
      'userId',
      'in',
      people.map(({ id }) => id),
    )
    .orderBy('id')
    .execute()
  expect(stored).toEqual([{ network: '192.0.2.9' }, { network: null }])
  const [first] = people
  const [event] = await history(db, first?.id ?? 0, 1)
  expect(event?.network).toBeNull()
  const filters = { revision: Number(event?.revision) }
  const read = (withAccounts: boolean) => timeline(db, { withAccounts, filters, limit: 1 })
  expect(await read(true)).toMatchObject([{ network: '192.0.2.9' }])
  expect(await read(false)).toMatchObject([{ network: null }])
  expect(await eventsOfDeed(db, filters.revision, 9)).toMatchObject([{ network: null }, { network: null }])
})

test('a network is kept for 90 days, and shown no longer', async () => {
  const { id } = await request('192.0.2.10', () =>
    transaction(db, (trx) => createAccount(trx, newAccount(), grace)),
  )
  const stored = () =>
    db.selectFrom('events').select(['network', 'verb']).where('accountId', '=', id).executeTakeFirst()
  const shown = async () => (await accountHistory(db, 1, { accountId: id }))[0]?.network
  await moveBack(id, 89)
  await clearExpired(db)
  expect([await stored(), await shown()]).toEqual([
    { network: '192.0.2.10', verb: 'create-account' },
    '192.0.2.10',
  ])
  await moveBack(id, 2)
  expect([(await stored())?.network, await shown()]).toEqual(['192.0.2.10', null])
  await clearExpired(db)
  expect(await stored()).toEqual({ network: null, verb: 'create-account' })
})

test('people read the networks of what they did themselves, and erasing an account removes them', async () => {
  const account = await transaction(db, (trx) => createAccount(trx, newAccount(), grace))
  const actor: Actor = { id: account.id, name: account.email, role: 'admin' }
  const [bystander] = await request('192.0.2.11', () =>
    transaction(db, async (trx) => {
      await recordAccount(trx, actor, { verb: 'sign-out', accountId: account.id })
      return createMany(trx, [alice()], actor)
    }),
  )
  await request('192.0.2.12', () => recordAccount(db, grace, { verb: 'end-sessions', accountId: account.id }))
  const events = (await ownData(db, { ...actor, id: account.id, userId: null } as never)).events
  expect(events.map(({ what, network }) => [what, network])).toEqual([
    ['create-account', undefined],
    ['sign-out', '192.0.2.11'],
    ['end-sessions', undefined],
  ])
  await request('192.0.2.13', () =>
    transaction(db, (trx) => eraseAccount(trx, account, account.email, grace)),
  )
  const left = await db
    .selectFrom('events')
    .select(['verb', 'network', 'userId'])
    .where((eb) => eb.or([eb('actorId', '=', account.id), eb('accountId', '=', account.id)]))
    .orderBy('id')
    .execute()
  expect(left).toEqual([
    { verb: 'create-account', network: null, userId: null },
    { verb: 'sign-out', network: null, userId: null },
    { verb: 'create', network: null, userId: bystander?.id },
    { verb: 'end-sessions', network: null, userId: null },
    { verb: 'erase-account', network: '192.0.2.13', userId: null },
  ])
  const [created] = await db
    .selectFrom('events')
    .select('after')
    .where('userId', '=', bystander?.id ?? 0)
    .execute()
  expect(created?.after).toMatchObject({ name: bystander?.name })
})

/** Runs work as a request from an address does. */
function request<T>(address: string, work: () => Promise<T>): Promise<T> {
  return new AsyncLocalStorage<void>().run(undefined, async () => {
    enterNetwork(address)
    return work()
  })
}

async function networksOf(ids: readonly number[]): Promise<(string | null)[]> {
  const rows = await db.selectFrom('events').select(['id', 'network']).where('id', 'in', ids).execute()
  return ids.map((id) => rows.find((row) => row.id === id)?.network ?? null)
}

let count = 0
function newAccount() {
  count++
  return { email: `network-${count}@example.com`, role: 'viewer' as const, userEmail: '' }
}

/** Moves the events of an account into the past, which only a test may. */
async function moveBack(accountId: number, days: number): Promise<void> {
  await transaction(db, async (trx) => {
    await sql`alter table events disable trigger events_kept`.execute(trx)
    await sql`update events set at = at - ${days} * interval '1 day' where account_id = ${accountId}`.execute(
      trx,
    )
    await sql`alter table events enable trigger events_kept`.execute(trx)
  })
}
