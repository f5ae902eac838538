import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { type Executor, transaction } from '../database.ts'
import { db, grace } from '../testing/database.ts'
import { findSession, start } from './sessions.ts'
import { createToken, levelOfToken } from './tokens.ts'

test('sessions and tokens are known while the database takes no writes', async () => {
  const { id } = await db
    .insertInto('accounts')
    .values({ email: `${randomUUID()}@example.com`, role: 'viewer', password: null })
    .returning('id')
    .executeTakeFirstOrThrow()
  const token = await transaction(db, (trx) => start(trx, id, 'Firefox'))
  await sql`update sessions set used_at = now() - interval '2 minutes' where account_id = ${id}`.execute(db)
  const { secret } = await transaction(db, (trx) =>
    createToken(trx, { name: 'Web site', contact: false, days: 1 }, grace),
  )
  expect(await readOnly((standby) => findSession(standby, token))).toMatchObject({ id })
  expect(await readOnly((standby) => levelOfToken(standby, secret))).toBe('directory')
})

/** Runs `work` in a transaction that refuses writes, as a standby does. */
async function readOnly<Found>(work: (standby: Executor) => Promise<Found>): Promise<Found | undefined> {
  let found: Found | undefined
  const transaction = db.transaction().setAccessMode('read only')
  await transaction
    .execute(async (trx) => {
      found = await work(trx)
    })
    .catch(() => {}) // the write that was refused has ended it
  return found
}
