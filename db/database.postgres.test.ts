import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { open, type Trx, transaction } from './database.ts'
import { isUnavailable } from './errors.ts'
import { nextRevision } from './revision.ts'
import { openOwnDatabase } from './testing/database.ts'

// The embedded store has one session, so no transaction waits for a lock there.

test('a writer waits for the lock of another process for longer than one statement may', async () => {
  const { db, close } = await openOwnDatabase()
  let runs = 0
  let letGo = () => {}
  const isWanted = new Promise<void>((resolve) => (letGo = resolve))
  const { isHeld, holding } = holdRevision(isWanted)
  await isHeld
  const revision = await transaction(db, (trx) => {
    if (++runs === 3) letGo()
    return withShortLockTimeout(trx)
  })
  await holding
  expect(revision).toBeGreaterThan(0)
  expect(runs).toBeGreaterThanOrEqual(3)

  let endless = () => {}
  const never = holdRevision(new Promise<void>((resolve) => (endless = resolve)))
  await never.isHeld
  const error = await transaction(db, withShortLockTimeout, { waitMs: 500 }).catch((reason) => reason)
  expect(error).toMatchObject({ code: '55P03' })
  expect(isUnavailable(error)).toBe(true)
  endless()
  await never.holding
  await close()

  /** Like another process, which does not wait in the queue of this one. */
  function holdRevision(until: Promise<void>) {
    let tellHeld = () => {}
    const isHeld = new Promise<void>((resolve) => (tellHeld = resolve))
    const holding = db.transaction().execute(async (trx) => {
      await nextRevision(trx)
      tellHeld()
      await until
    })
    return { isHeld, holding }
  }
})

test('each connection has limits, at most as many as wanted are open', async () => {
  const own = await openOwnDatabase()
  const small = open(own.url, { max: 2 })
  const shown = async (name: string) => {
    const { rows } = await sql<Record<string, string>>`show ${sql.raw(name)}`.execute(small)
    return Object.values(rows[0] ?? {}).join()
  }
  const limits = ['statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout']
  expect(await Promise.all(limits.map(shown))).toEqual(['5s', '2s', '10s'])
  const backends = await Promise.all(
    Array.from({ length: 8 }, () =>
      sql<{ pid: number }>`select pg_backend_pid() as pid, pg_sleep(0.05)`.execute(small),
    ),
  )
  expect(new Set(backends.map(({ rows }) => rows[0]?.pid)).size).toBe(2)
  await small.destroy()
  await own.close()
})

test('a connection that takes no writes, as to a former leader, makes room for one that does', async () => {
  const own = await openOwnDatabase()
  const name = sql.id(new URL(own.url).pathname.slice(1))
  await sql`alter database ${name} set default_transaction_read_only = on`.execute(own.db)
  const small = open(own.url, { max: 2 })
  const error = await transaction(small, nextRevision).catch((reason) => reason)
  expect(error).toMatchObject({ code: '25006' })
  expect(isUnavailable(error)).toBe(true)
  await own.db
    .transaction()
    .setAccessMode('read write')
    .execute((trx) => sql`alter database ${name} reset default_transaction_read_only`.execute(trx))
  expect(await transaction(small, nextRevision)).toBeGreaterThan(0)
  await small.destroy()
  await own.close()
})

async function withShortLockTimeout(trx: Trx): Promise<number> {
  await sql`set local lock_timeout = 100`.execute(trx)
  return nextRevision(trx)
}

test('a query_timeout in the address of a server is that of pg, and all other limits stay', async () => {
  const url = new URL(process.env.DATABASE_URL ?? '')
  url.searchParams.set('query_timeout', '300')
  const own = open(url.href, { max: 1 })
  const { rows } = await sql<{ statement_timeout: string }>`show statement_timeout`.execute(own)
  expect(rows).toEqual([{ statementTimeout: '5s' }])
  await expect(sql`select pg_sleep(2)`.execute(own)).rejects.toThrow('Query read timeout')
  await own.destroy()
})
