import { randomUUID } from 'node:crypto'
import { AbortedTransactionError, sql } from 'kysely'
import { expect, test } from 'vitest'
import { type Executor, open, type Trx, transaction } from './database.ts'
import { isUnavailable } from './errors.ts'
import { db } from './testing/database.ts'
import { type Line, openLine } from './testing/line.ts'

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
])('work that always ends with %s is run %i times and then fails with it', async (code, most) => {
  let runs = 0
  const failing = transaction(db, (trx) => {
    runs++
    return fail(trx, code)
  })
  await expect(failing).rejects.toMatchObject({ code })
  expect(runs).toBe(most)
})

test('work that others keep from a lock is run again until it gets it', async () => {
  let runs = 0
  const result = await transaction(db, async (trx) => {
    if (++runs < 6) await fail(trx, lockNotAvailable)
    return 'done'
  })
  expect([result, runs]).toEqual(['done', 6])
})

test('work that never gets a lock fails as unavailable once it has waited for long enough', async () => {
  let runs = 0
  const work = (trx: Trx) => {
    runs++
    return fail(trx, lockNotAvailable)
  }
  const failing = transaction(db, work, { waitMs: 500 })
  const error = await failing.catch((reason) => reason)
  expect(error).toMatchObject({ code: lockNotAvailable })
  expect(isUnavailable(error)).toBe(true)
  expect(runs).toBeGreaterThan(1)
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

test('a transaction that the database rolls back when it is to be committed has failed', async () => {
  const id = randomUUID()
  const saving = transaction(db, async (trx) => {
    await trx.insertInto('submissions').values({ id, digest: 'content' }).execute()
    await fail(trx, '22012').catch(() => {})
  })
  await expect(saving).rejects.toThrow(AbortedTransactionError)
  expect(await isSaved(id)).toBe(false)
})

test('nobody else commits what timed out, once its rollback has timed out too', { timeout: 300_000 }, () =>
  onLine(async (own, line) => {
    const [failed, saved] = [randomUUID(), randomUUID()]
    const failing = transaction(own, async (trx) => {
      await trx.insertInto('submissions').values({ id: failed, digest: 'content' }).execute()
      line.hold()
      await sql`select 1`.execute(trx)
    })
    // A server gets statements ahead of the answers, so there the whole connection ends.
    await expect(failing).rejects.toThrow(/timeout|Connection terminated/)
    line.resume()
    await expect.poll(() => save(own, saved), { timeout: 300_000 }).toBe(true)
    expect(await isSaved(failed)).toBe(false)
  }),
)

test('a connection that does not answer serves nobody else', { timeout: 300_000 }, () =>
  onLine(async (own, line) => {
    const ask = () =>
      sql`select 1`.execute(own).then(
        () => 'answered',
        (error) => error.message,
      )
    expect(await ask()).toBe('answered')
    line.hold()
    expect(await ask()).toMatch('timeout')
    await expect.poll(ask, { timeout: 300_000 }).toBe('answered')
  }),
)

/** A pool of its own, whose queries time out after a second. */
async function onLine(work: (own: Executor, line: Line) => Promise<void>): Promise<void> {
  const line = await openLine(process.env.DATABASE_URL ?? '')
  const url = new URL(line.url)
  url.searchParams.set('query_timeout', '1000')
  const own = open(url.href)
  try {
    await work(own, line)
  } finally {
    await line.close()
    await own.destroy()
  }
}

function save(own: Executor, id: string): Promise<boolean> {
  return transaction(own, async (trx) => {
    await trx
      .insertInto('submissions')
      .values({ id, digest: 'content' })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }).then(
    () => true,
    () => false,
  )
}

async function isSaved(id: string): Promise<boolean> {
  const rows = await db.selectFrom('submissions').select('id').where('id', '=', id).execute()
  return rows.length > 0
}

async function fail(trx: Trx, code: string): Promise<void> {
  await sql.raw(`do $$ begin raise exception 'as asked' using errcode = '${code}'; end $$`).execute(trx)
}
