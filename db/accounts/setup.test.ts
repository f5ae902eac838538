import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Executor, transaction } from '../database.ts'
import { FieldRefused } from '../errors.ts'
import { digestOf } from '../secrets.ts'
import { readSettings } from '../settings/settings.ts'
import { alice, grace, openOwnDatabase } from '../testing/database.ts'
import { create } from '../users/edit.ts'
import { findAnywhere } from '../users/find.ts'
import { checkSetupCode, offerSetupCode, setUp } from './setup.ts'

let own: Awaited<ReturnType<typeof openOwnDatabase>>
let db: Executor

beforeAll(async () => {
  own = await openOwnDatabase()
  db = own.db
})
afterAll(() => own.close())

const first = { email: 'ada@example.org', hash: 'hash' }
const closed = {
  organisation: 'Analytical Engines',
  publicView: false,
  homeCountry: '',
  timeZone: 'Europe/London',
}

async function addCode(code: string, hours: number): Promise<void> {
  await db
    .insertInto('setupCodes')
    .values({ codeHash: digestOf(code), expiresAt: sql<Date>`now() + make_interval(hours => ${hours})` })
    .execute()
}

test('a code is offered once while it is good, and kept as a digest', async () => {
  await offerSetupCode(db)
  await offerSetupCode(db)
  const codes = await db.selectFrom('setupCodes').selectAll().execute()
  expect(codes).toHaveLength(1)
  expect(codes[0]?.codeHash).toMatch(/^[\w-]{43}$/)
})

test('a code is taken as people type it, and not once it has expired', async () => {
  await addCode('ABCDE-FGHJK', 1)
  await addCode('KKKKK-KKKKK', -1)
  for (const typed of ['ABCDE-FGHJK', 'abcdefghjk', ' abcde fghjk '])
    await expect(checkSetupCode(db, typed)).resolves.toBeUndefined()
  for (const typed of ['KKKKK-KKKKK', '', 'ABCDE', 'ABCDE-FGHJKK'])
    await expect(checkSetupCode(db, typed)).rejects.toBeInstanceOf(FieldRefused)
})

test('people from before the set-up get the numbers of the home country', async () => {
  const { id } = await transaction(db, (trx) => create(trx, alice({ phone: '020 7946 0018' }), grace))
  const undone = new Error('undone')
  const numbers = transaction(db, async (trx) => {
    await setUp(trx, 'ABCDE-FGHJK', first, { ...closed, homeCountry: 'GB' })
    expect(await findAnywhere(trx, id)).toMatchObject({ phoneE164: '+442079460018', version: 2 })
    throw undone
  })
  await expect(numbers).rejects.toBe(undone)
})

test('of ten who set up at the same time one becomes the admin, and the codes are gone', async () => {
  const tries = Array.from({ length: 10 }, (_, index) =>
    transaction(db, (trx) =>
      setUp(trx, 'ABCDE-FGHJK', { ...first, email: `ada${index}@example.org` }, closed),
    ),
  )
  const outcomes = await Promise.allSettled(tries)
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await db.selectFrom('accounts').select(['role', 'password']).execute()).toEqual([
    { role: 'admin', password: 'hash' },
  ])
  expect(await db.selectFrom('setupCodes').selectAll().execute()).toEqual([])
  expect(await readSettings(db)).toMatchObject({ ...closed, corsOrigins: '' })
  await offerSetupCode(db)
  expect(await db.selectFrom('setupCodes').selectAll().execute()).toEqual([])
})
