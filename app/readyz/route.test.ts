import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openOwnDatabase } from '#db/testing/database.ts'
import { GET } from './route.ts'

// Without this, the route would use the database of all tests.
let own: Awaited<ReturnType<typeof openOwnDatabase>>
beforeAll(async () => {
  own = await openOwnDatabase()
  Reflect.set(globalThis, 'rollcallDatabase', own.db)
})
afterAll(() => own.close())

test('a server that takes no writes, such as a standby, is not ready', async () => {
  expect((await GET()).status).toBe(200)
  await setReadOnly(true)
  const answer = await GET()
  expect(answer.status).toBe(503)
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(await answer.text()).toContain('read-only')
  await setReadOnly(false)
  expect((await GET()).status).toBe(200)
})

/** A server has these settings for each connection; the pool of this test has one, which it uses again. */
async function setReadOnly(isReadOnly: boolean): Promise<void> {
  await sql`select set_config('default_transaction_read_only', ${String(isReadOnly)}, false)`.execute(own.db)
}
