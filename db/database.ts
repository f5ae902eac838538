import { setTimeout as pause } from 'node:timers/promises'
import { CamelCasePlugin, Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'
import { parseConfig } from './config.ts'
import { keepPlans } from './kept-plans.ts'
import { log } from './log.ts'
import type { Tables } from './tables.ts'
import { inTurn, type QueueName } from './write-queue.ts'

/** A database or an open transaction: every query takes one as its first argument. */
export type Executor = Kysely<Tables>
export type Trx = Transaction<Tables>

// bigint columns hold counters far below 2^53, so numbers are exact.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

// Next evaluates a module several times in one process; the pool must be one all the same.
const shared = globalThis as { rollcallDatabase?: Executor }

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
  const db = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  })
  if (turn !== undefined) turns.set(db, turn)
  return db
}

/** For how long, in milliseconds, the embedded store has everybody wait for their turn: it says so in its address. */
function turnOf(connectionString: string): number | undefined {
  return Number(new URLSearchParams(connectionString.split('?')[1]).get('query_timeout')) || undefined
}

/** How long a form may wait to be written, in the queue of this process and for the locks of others. */
const writeWaitMs = 30_000

// On the embedded store one connection waits for the other.
const turns = new WeakMap<Executor, number>()

type WriteOptions = {
  queue?: QueueName
  /** For how long, in milliseconds, `work` may be kept waiting. Once it has what it waits for, it takes the time it needs. */
  waitMs?: number
}

/**
 * Runs `work` in one transaction. A serialization failure (40001) or a deadlock (40P01) runs all of it again,
 * at most three times in total, and a lock that others hold (55P03) as long as it may wait, so `work` must have no
 * effect outside the transaction.
 * @throws WriteTimeout when its turn in this process does not come
 */
export async function transaction<T>(
  db: Executor,
  work: (trx: Trx) => Promise<T>,
  { queue = 'directory', waitMs = turns.get(db) ?? writeWaitMs }: WriteOptions = {},
): Promise<T> {
  const deadline = Date.now() + waitMs
  return inTurn(queue, waitMs, async () => {
    for (let conflicts = 0; ; ) {
      try {
        return await db.transaction().execute(work)
      } catch (error) {
        if (isConflict(error)) conflicts++
        else if (!isLocked(error) || Date.now() > deadline) throw error
        if (conflicts === mostConflicts) throw error
      }
      await pause(Math.random() * longestPauseMs)
    }
  })
}

const mostConflicts = 3

// Short, because others may take the lock first; random, so that processes do not meet again.
const longestPauseMs = 100

/** Whether a connection waits for a query. pg keeps this to itself. */
function isReady(client: pg.PoolClient): boolean {
  return (client as { readyForQuery?: boolean }).readyForQuery !== false
}

function isConflict(error: unknown): boolean {
  return error instanceof pg.DatabaseError && (error.code === '40001' || error.code === '40P01')
}

function isLocked(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === '55P03'
}

function requireUrl(): string {
  const { databaseUrl } = parseConfig(process.env)
  if (!databaseUrl)
    throw new Error('DATABASE_URL is not set: start Rollcall with npm start, npm run dev or npm run demo')
  return databaseUrl
}
