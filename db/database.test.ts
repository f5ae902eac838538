import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { type Trx, transaction } from './database.ts'
import { db } from './test-database.ts'

const serializationFailure = '40001'
const deadlock = '40P01'
const lockNotAvailable = '55P03'

test.each([serializationFailure, deadlock])(
  'work that ends with %s is run again as a whole',
  async (code) => {
    const ids: string[] = []
    const result = await transaction(db, async (trx) => {
      const id = randomUUID()
      ids.push(id)
      await trx.insertInto('submissions').values({ id, digest: 'content' }).execute()
      if (ids.length < 3) await fail(trx, code)
      return 'done'
    })
    expect(result).toBe('done')
    const kept = await db.selectFrom('submissions').select('id').where('id', 'in', ids).execute()
    expect(kept).toEqual([{ id: ids[2] }])
  },
)

test.each([
  [serializationFailure, 3],
  [deadlock, 3],
  [lockNotAvailable, 1],
])('work that always ends with %s is run %i times and then fails with it', async (code, most) => {
  let runs = 0
  const failing = transaction(db, (trx) => {
    runs++
    return fail(trx, code)
  })
  await expect(failing).rejects.toMatchObject({ code })
  expect(runs).toBe(most)
})

test('an error of our own is not tried again', async () => {
  let runs = 0
  const failing = transaction(db, async () => {
    runs++
    throw Object.assign(new Error('ours'), { code: serializationFailure })
  })
  await expect(failing).rejects.toThrow('ours')
  expect(runs).toBe(1)
})

async function fail(trx: Trx, code: string): Promise<void> {
  await sql.raw(`do $$ begin raise exception 'as asked' using errcode = '${code}'; end $$`).execute(trx)
}
