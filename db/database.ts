import { CamelCasePlugin, Kysely, PostgresDialect, type Transaction } from 'kysely'
import pLimit, { type LimitFunction } from 'p-limit'
import pg from 'pg'
import { parseConfig } from './config.ts'
import { keepPlans } from './kept-plans.ts'
import { log } from './log.ts'
import type { Tables } from './tables.ts'

/** A database or an open transaction: every query takes one as its first argument. */
export type Executor = Kysely<Tables>
export type Trx = Transaction<Tables>

// bigint columns hold counters far below 2^53, so numbers are exact.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

// Next evaluates a module several times in one process; the pool must be one all the same.
const shared = globalThis as { rollcallDatabase?: Executor; rollcallWrites?: LimitFunction }

/** The process's database, opened on first use so that the build needs none. */
export function database(): Executor {
  shared.rollcallDatabase ??= open(requireUrl())
  return shared.rollcallDatabase
}

/** Opens a pool of its own on a server. The caller calls `destroy()` when done. */
export function open(connectionString: string): Executor {
  const turn = turnOf(connectionString)
  const pool = new pg.Pool({
    connectionString,
    max: 20,
    connectionTimeoutMillis: turn ?? 2_000,
    statement_timeout: 5_000,
    // The same limit on this side, for a server that takes connections and then says nothing.
    query_timeout: turn ?? 5_500,
    keepAlive: true,
    lock_timeout: 2_000,
    // Shorter than a query and its rollback timing out on this side.
    idle_in_transaction_session_timeout: 10_000,
  })
  // Without both listeners a restart of the database ends this process.
  pool.on('error', (error) => log.warn({ err: error }, 'idle database connection lost'))
  pool.on('connect', (client) =>
    client.on('error', (error) => log.warn({ err: error }, 'database connection lost')),
  )
  // The embedded store has one session for all connections, in which their names would clash.
  if (turn === undefined) keepPlans(pool)
  // A query that timed out on this side may still run, and the next one on its connection would time out behind it.
  // Kysely ends a connection whose rollback failed, but not this one.
  pool.on('release', (_error, client) => {
    if (!isReady(client)) void client.end().catch(() => {})
  })
  return new Kysely<Tables>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  })
}

/** For how long, in milliseconds, the embedded store has everybody wait for their turn: it says so in its address. */
function turnOf(connectionString: string): number | undefined {
  return Number(new URLSearchParams(connectionString.split('?')[1]).get('query_timeout')) || undefined
}

// Writes wait for one another in the database anyway. Waiting here instead leaves its connections to readers.
shared.rollcallWrites ??= pLimit(4)
const limitWrites = shared.rollcallWrites

/**
 * Runs `work` in one transaction. A serialization failure (40001) or a deadlock (40P01) runs all of it again,
 * at most three times in total, so `work` must have no effect outside the transaction.
 */
export async function transaction<T>(db: Executor, work: (trx: Trx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await limitWrites(() => db.transaction().execute(work))
    } catch (error) {
      if (attempt === 3 || !isRetryable(error)) throw error
    }
  }
}

/** Whether a connection waits for a query. pg keeps this to itself. */
function isReady(client: pg.PoolClient): boolean {
  return (client as { readyForQuery?: boolean }).readyForQuery !== false
}

function isRetryable(error: unknown): boolean {
  return error instanceof pg.DatabaseError && (error.code === '40001' || error.code === '40P01')
}

function requireUrl(): string {
  const { databaseUrl } = parseConfig(process.env)
  if (!databaseUrl)
    throw new Error('DATABASE_URL is not set: start Rollcall with npm start, npm run dev or npm run demo')
  return databaseUrl
}
