import { setTimeout as pause } from 'node:timers/promises'
import { CamelCasePlugin, Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'
import { parseConfig } from './config.ts'
import { isReadOnly } from './errors.ts'
import { keepPlans } from './kept-plans.ts'
import { log } from './log.ts'
import { isEmbedded } from './store/address.ts'
import type { Tables } from './tables.ts'
import { inTurn, type QueueName } from './write-queue.ts'

export type Executor = Kysely<Tables>
export type Trx = Transaction<Tables>

// bigint columns hold counters far below 2^53, so numbers are exact.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

// Next evaluates a module several times in one process, and all copies must share one pool.
const shared = globalThis as { rollcallDatabase?: Executor; rollcallPools?: WeakMap<Executor, pg.Pool> }
shared.rollcallPools ??= new WeakMap()
const pools = shared.rollcallPools

/** Opened on first use, so that a build needs no database. */
export function database(): Executor {
  shared.rollcallDatabase ??= openConfigured()
  return shared.rollcallDatabase
}

/**
 * The limits of each connection, in milliseconds. A statement and not startup parameters, which PgBouncer refuses. An idle
 * transaction ends before a `query_timeout` and the timeout of its rollback together.
 */
const limits =
  'set statement_timeout = 5000; set lock_timeout = 2000; set idle_in_transaction_session_timeout = 10000'

/** Opens a new pool of at most `max` connections. The caller calls `destroy()` when done. */
export function open(connectionString: string, { max = 20 } = {}): Executor {
  const embedded = isEmbedded(connectionString)
  const pool = new pg.Pool({
    connectionString,
    max,
    connectionTimeoutMillis: embedded ? turnMs : 2_000,
    // For a server that accepts connections and never answers.
    query_timeout: embedded ? turnMs : 5_500,
    keepAlive: true,
    // Statements need not wait for the answers before them.
    pipeline: !embedded,
    // The embedded store has one session for all, which they would limit for ever.
    ...(!embedded && { onConnect: limit }),
  })
  // Without both listeners a restart of the database would end this process.
  pool.on('error', (error) => log.warn({ err: error }, 'idle database connection lost'))
  pool.on('connect', (client) =>
    client.on('error', (error) => log.warn({ err: error }, 'database connection lost')),
  )
  pool.on('connect', noticeReadOnly)
  // All connections of the embedded store share one session, where the names of statements would clash.
  if (embedded) pool.on('connect', sendOneByOne)
  else keepPlans(pool)
  // A query that timed out on this side may still run, and the next one on its connection would time out behind it.
  // Kysely ends a connection only when a rollback failed.
  // A server that refuses a write as read-only may be a former leader, and a new connection may lead to the present one.
  pool.on('release', (_error, client) => {
    if (!isReady(client) || readOnly.has(client)) void client.end().catch(() => {})
  })
  const db = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  })
  pools.set(db, pool)
  if (embedded) ofEmbedded.add(db)
  return db
}

/** The connections of this process, and how many statements and transactions wait for one. */
export function connectionCounts(db = database()): {
  open: number
  idle: number
  waiting: number
  most: number
} {
  const pool = pools.get(db)
  return {
    open: pool?.totalCount ?? 0,
    idle: pool?.idleCount ?? 0,
    waiting: pool?.waitingCount ?? 0,
    most: pool?.options.max ?? 0,
  }
}

async function limit(client: pg.ClientBase): Promise<void> {
  await client.query(limits)
}

/** The embedded store takes one at a time, and the queue of `pg` is deprecated. */
function sendOneByOne(client: pg.PoolClient): void {
  const send = (...given: unknown[]): unknown => pg.Client.prototype.query.apply(client, given as never)
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = (...given: unknown[]) => {
    const answer = last.then(() => send(...given))
    last = answer.catch(() => {})
    return answer
  }
  client.query = inTurn as typeof client.query
}

/** How long a form may wait for its turn in this process and for locks of other processes. */
const writeWaitMs = 30_000

// Transactions of the embedded store run one after the other, and one that imports thousands of people takes many seconds.
const turnMs = 60_000

const ofEmbedded = new WeakSet<Executor>()

type WriteOptions = {
  queue?: QueueName
  /** How long `work` may wait for its turn and for locks, not how long it may run. */
  waitMs?: number
}

/**
 * Repeats `work` after a serialization failure (40001) or a deadlock (40P01), up to three runs in total, and after a
 * lock timeout (55P03) until `waitMs` is over: it must have no effect outside the transaction.
 * @throws WriteTimeout when its turn in this process does not come
 */
export async function transaction<T>(
  db: Executor,
  work: (trx: Trx) => Promise<T>,
  { queue = 'directory', waitMs = ofEmbedded.has(db) ? turnMs : writeWaitMs }: WriteOptions = {},
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

// Short, because another process may take the lock first; random, so that processes do not collide again.
const longestPauseMs = 100

/** pg does not export whether a connection is ready for a query. */
function isReady(client: pg.PoolClient): boolean {
  return (client as { readyForQuery?: boolean }).readyForQuery !== false
}

// Connections to a server that takes no writes.
const readOnly = new WeakSet<pg.PoolClient>()

/** Kysely gives a connection back to the pool without its errors, so this listens to what the server sends. */
function noticeReadOnly(client: pg.PoolClient): void {
  client.connection.on('errorMessage', (error: pg.DatabaseError) => {
    if (isReadOnly(error)) readOnly.add(client)
  })
}

function isConflict(error: unknown): boolean {
  return error instanceof pg.DatabaseError && (error.code === '40001' || error.code === '40P01')
}

function isLocked(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === '55P03'
}

function openConfigured(): Executor {
  const { databaseUrl, databasePool } = parseConfig(process.env)
  if (!databaseUrl)
    throw new Error('DATABASE_URL is not set: start Rollcall with npm start, npm run dev or npm run demo')
  return open(databaseUrl, { max: databasePool })
}
