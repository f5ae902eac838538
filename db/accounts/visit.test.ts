import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { transaction } from '../database.ts'
import { readSettings } from '../settings/settings.ts'
import { db } from '../testing/database.ts'
import { recordStatements } from '../testing/statements.ts'
import { findSession, start } from './sessions.ts'
import { readVisit } from './visit.ts'

async function signIn(): Promise<string> {
  const values = { email: `${randomUUID()}@example.com`, role: 'viewer' as const }
  return transaction(db, async (trx) => {
    const { id } = await trx.insertInto('accounts').values(values).returning('id').executeTakeFirstOrThrow()
    return start(trx, id, 'Firefox')
  })
}

test('a visit is the settings and the session, in one statement', async () => {
  const token = await signIn()
  const { db: recorded, statements } = recordStatements(db)
  const visit = await readVisit(recorded, token)
  expect(visit.signedIn).toEqual(await findSession(db, token))
  const { revision: _, ...settings } = await readSettings(db)
  expect(visit.settings).toMatchObject(settings)
  expect(Object.keys(visit.settings).sort()).toEqual(Object.keys(await readSettings(db)).sort())
  expect(statements).toHaveLength(1)
})

test.each([undefined, 'made-up'])('the token %s has settings alone', async (token) => {
  const { settings, signedIn } = await readVisit(db, token)
  expect([settings.settingsVersion > 0, signedIn]).toEqual([true, undefined])
})

test('a visit is a use of the session, once a minute', async () => {
  const token = await signIn()
  const session = (await findSession(db, token))?.session ?? 0
  const usedAt = () => db.selectFrom('sessions').select('usedAt').where('id', '=', session).executeTakeFirst()
  await db
    .updateTable('sessions')
    .set({ usedAt: sql<Date>`now() - interval '1 hour'` })
    .where('id', '=', session)
    .execute()
  const before = await usedAt()
  await readVisit(db, token)
  expect((await usedAt())?.usedAt.getTime()).toBeGreaterThan(before?.usedAt.getTime() ?? 0)
})
