import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAccount } from '../accounts/edit.ts'
import { checkPassword, somebody } from '../accounts/sign-in.ts'
import { type Executor, transaction } from '../database.ts'
import type { Actor } from '../policy.ts'
import { eraseAccount } from '../privacy/erase-account.ts'
import { clearExpired } from '../privacy/expired.ts'
import { grace, openOwnDatabase } from '../testing/database.ts'
import { recordDenial, recordRefusal } from './refusals.ts'

// A separate database, because unknown emails share one count.
let own: Awaited<ReturnType<typeof openOwnDatabase>>
let db: Executor

beforeAll(async () => {
  own = await openOwnDatabase()
  db = own.db
})
afterAll(() => own.close())

test('of 1,000 refusals in an hour 20 are events, and one more counts the others', async () => {
  await refuse(1_000)
  expect(await afters('refuse-sign-in')).toEqual(Array(20).fill(null))
  await endHour()
  await refuse(1)
  expect((await afters('refuse-sign-in')).slice(20)).toEqual([{ refused: 980 }, null])
  await refuse(21)
  await endHour()
  await clearExpired(db)
  expect((await afters('refuse-sign-in')).slice(22)).toEqual([...Array(19).fill(null), { refused: 2 }])
  await clearExpired(db)
  await refuse(1)
  expect((await afters('refuse-sign-in')).slice(42)).toEqual([null])
})

test('each account has a count of its own, which is erased with it', async () => {
  const [one, other] = [await newAccount(), await newAccount()]
  const refused = (account: Actor, verb: 'refuse-code' | 'refuse-sign-in') =>
    recordRefusal(db, somebody, { verb, accountId: account.id ?? undefined })
  for (let count = 0; count < 25; count++) await refused(one, 'refuse-code')
  for (const verb of ['refuse-code', 'refuse-sign-in'] as const) await refused(other, verb)
  expect([(await eventsOf(one)).length, (await eventsOf(other)).length]).toEqual([20, 2])
  await transaction(db, (trx) => eraseAccount(trx, { id: Number(one.id), version: 1 }, one.name, grace))
  await endHour()
  await clearExpired(db)
  expect((await eventsOf(one)).at(-1)).toEqual({ verb: 'erase-account', after: null })
  expect(await eventsOf(other)).toHaveLength(2)
})

test('an account that tries 1,000 pages without the right leaves 20 events an hour', async () => {
  const viewer = await newAccount()
  for (let page = 0; page < 1_000; page++)
    await recordDenial(db, viewer, { permission: 'edit', page: `/users/${page % 500}/edit` })
  const denials = await eventsOf(viewer)
  expect(denials).toHaveLength(20)
  expect(denials[19]).toEqual({ verb: 'deny', after: { permission: 'edit', page: '/users/19/edit' } })
})

test('guessing at emails that no account has leaves 20 events an hour', async () => {
  const before = (await afters('refuse-sign-in')).length
  await sql`delete from refusals`.execute(db)
  const guess = (n: number) => {
    const place = { network: `192.0.2.${n}`, browser: '', known: undefined }
    return checkPassword(db, { email: `nobody-${n}@example.com`, password: 'a guess' }, place).catch(() => {})
  }
  for (let n = 0; n < 25; n++) await guess(n)
  expect(await afters('refuse-sign-in')).toHaveLength(before + 20)
})

async function refuse(times: number): Promise<void> {
  const one = () => recordRefusal(db, somebody, { verb: 'refuse-sign-in', accountId: undefined })
  for (let done = 0; done < times; done += 10)
    await Promise.all(Array.from({ length: Math.min(10, times - done) }, one))
}

function endHour() {
  return sql`update refusals set since = since - interval '61 minutes'`.execute(db)
}

async function afters(verb: 'refuse-sign-in') {
  const events = await db
    .selectFrom('events')
    .select('after')
    .where('verb', '=', verb)
    .where('accountId', 'is', null)
    .orderBy('id')
    .execute()
  return events.map(({ after }) => after)
}

function eventsOf({ id }: Actor) {
  return db
    .selectFrom('events')
    .select(['verb', 'after'])
    .where('accountId', '=', id)
    .where('verb', '<>', 'create-account')
    .orderBy('id')
    .execute()
}

let count = 0
async function newAccount(): Promise<Actor> {
  count++
  const email = `refused-${count}@example.com`
  const { id } = await transaction(db, (trx) =>
    createAccount(trx, { email, role: 'viewer', userEmail: '' }, grace),
  )
  return { id, name: email, role: 'viewer' }
}
