import { type Kysely, sql, type Transaction } from 'kysely'
import pg from 'pg'
import { CannotStart } from '../cannot-start.ts'

// Earlier releases take the same lock.
const lockKey = '3853314791062309107'
// How long a process waits for another one that migrates before it prints a message.
const silentWaitMs = 3_000
const longestWaitMs = 60_000
/** For tables in use by the previous release. Shorter than its own limit, because its requests queue behind this lock. */
export const tableLockMs = 1_000

/**
 * Runs `work` in a transaction that has the migration lock, so one process at a time.
 * @throws CannotStart when another process keeps the lock
 */
export async function withMigrationLock<T>(
  db: Kysely<unknown>,
  work: (trx: Transaction<unknown>) => Promise<T>,
): Promise<T> {
  try {
    return await tryTurn(db, silentWaitMs, work)
  } catch (error) {
    if (!(error instanceof TurnTaken)) throw error
  }
  console.error(
    'Another process is migrating this database, or holds its migration lock. ' +
      `Waiting for up to ${longestWaitMs / 1_000} seconds.`,
  )
  try {
    return await tryTurn(db, longestWaitMs - silentWaitMs, work)
  } catch (error) {
    throw error instanceof TurnTaken ? await stillTaken(db) : error
  }
}

class TurnTaken extends Error {}

// The lock ends with the transaction, so it is never left on the connection of a pooler.
function tryTurn<T>(
  db: Kysely<unknown>,
  waitMs: number,
  work: (trx: Transaction<unknown>) => Promise<T>,
): Promise<T> {
  return db.transaction().execute(async (trx) => {
    await sql`set local statement_timeout = 0`.execute(trx)
    await sql`set local lock_timeout = ${sql.lit(waitMs)}`.execute(trx)
    await sql`select pg_advisory_xact_lock(${sql.lit(lockKey)})`.execute(trx).catch((error) => {
      throw isLockTimeout(error) ? new TurnTaken() : error
    })
    await sql`set local lock_timeout = ${sql.lit(tableLockMs)}`.execute(trx)
    return work(trx)
  })
}

async function stillTaken(db: Kysely<unknown>): Promise<CannotStart> {
  const { rows } = await sql<{ pid: number }>`
    select pid from pg_locks
    where locktype = 'advisory' and granted and objsubid = 1
      and database = (select oid from pg_database where datname = current_database())
      and (classid::bigint << 32) + objid::bigint = ${sql.lit(lockKey)}`.execute(db)
  const pid = rows[0]?.pid ?? 'PID'
  return new CannotStart(
    `The migration lock of this database is still held after ${longestWaitMs / 1_000} seconds, by the session ${pid} of the server. ` +
      `If no Rollcall is migrating there, end it with "select pg_terminate_backend(${pid})" and start again.`,
  )
}

export function isLockTimeout(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === '55P03'
}
