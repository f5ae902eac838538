import { readdir } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { Kysely, type Migration, PostgresDialect, sql, type Transaction } from 'kysely'
import pg from 'pg'
import { CannotStart } from '../cannot-start.ts'
import { parseConfig } from '../config.ts'
import { checkServer } from './check-server.ts'
import { connectWaitMs, runCommand } from './command.ts'
import { inWords } from './operator-words.ts'

const folder = new URL('../migrations/', import.meta.url)

// Releases before this one take the same lock, and keep the same table of what was applied.
const lockKey = '3853314791062309107'
const appliedTable = sql.table('kysely_migration')

// In milliseconds. The first is how long a process waits for one that migrates before it says so.
const silentWaitMs = 3_000
const longestWaitMs = 60_000
// For a table that the previous release uses. Shorter than that one waits itself, because its requests queue behind.
const tableLockMs = 1_000
const tries = 8

/**
 * Brings a database's tables up to date, one line on standard error for each migration it applies. Several
 * processes may do this at once: the first one applies all in one transaction, and the others wait for it.
 * @throws CannotStart when an operator can mend it; otherwise the error of the migration that failed. Nothing is
 *   applied then.
 */
export async function migrate(databaseUrl: string): Promise<void> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1, connectionTimeoutMillis: connectWaitMs })
  pool.on('error', () => {}) // the query that needed the connection fails and says so
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
  try {
    await checkServer(db)
    for (const name of await applyPending(db)) console.error(`Applied migration ${name}`)
  } catch (error) {
    throw inWords(error, databaseUrl)
  } finally {
    await db.destroy()
  }
}

/** @returns the names of the migrations that it applied */
async function applyPending(db: Kysely<unknown>): Promise<string[]> {
  for (let attempt = 1; ; attempt++) {
    let running = ''
    try {
      return await inTurn(db, (trx) => applyAll(trx, (name) => (running = name)))
    } catch (error) {
      if (!isLockTimeout(error) || attempt === tries) {
        if (running) console.error(`Migration ${running} failed`)
        throw error
      }
      if (attempt === 1) console.error(`Migration ${running} waits for a table that is in use`)
      await pause(tableLockMs)
    }
  }
}

/** Runs `work` in a transaction, one process after the other. */
async function inTurn<T>(db: Kysely<unknown>, work: (trx: Transaction<unknown>) => Promise<T>): Promise<T> {
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

// The lock ends with the transaction, so that it is never left behind on a connection of a pooler.
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

async function applyAll(trx: Transaction<unknown>, onStart: (name: string) => void): Promise<string[]> {
  const migrations = await readMigrations()
  const applied = await readApplied(trx)
  const unknown = applied.find((name) => !migrations.has(name))
  if (unknown)
    throw new CannotStart(
      `This database belongs to a newer Rollcall: it has the migration ${unknown}, which this one does not know. ` +
        'Start the newer one, or restore a copy of the database from before.',
    )
  const pending = [...migrations].filter(([name]) => !applied.includes(name))
  for (const [name, { up }] of pending) {
    onStart(name)
    await up(trx)
    await sql`insert into ${appliedTable} (name, timestamp) values (${name}, ${new Date().toISOString()})`.execute(
      trx,
    )
  }
  return pending.map(([name]) => name)
}

async function readApplied(trx: Transaction<unknown>): Promise<string[]> {
  const { rows: tables } = await sql<{ exists: boolean }>`
    select to_regclass('kysely_migration') is not null as exists`.execute(trx)
  if (!tables[0]?.exists)
    await sql`
      create table ${appliedTable} (name varchar(255) primary key, timestamp varchar(255) not null)`.execute(
      trx,
    )
  const { rows } = await sql<{ name: string }>`select name from ${appliedTable} order by name`.execute(trx)
  return rows.map(({ name }) => name)
}

/** The migrations by name, in their order. */
async function readMigrations(): Promise<Map<string, Migration>> {
  const files = (await readdir(folder)).filter((name) => /^\d{4}-[^.]+\.ts$/.test(name)).sort()
  const modules = files.map(
    async (file) => [file.replace('.ts', ''), await import(new URL(file, folder).href)] as const,
  )
  return new Map(await Promise.all(modules))
}

function isLockTimeout(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === '55P03'
}

async function main(): Promise<void> {
  const { databaseUrl } = parseConfig(process.env)
  if (!databaseUrl)
    throw new CannotStart(
      'Set DATABASE_URL, or run npm run db:migrate, which sees to the embedded database too.',
    )
  await migrate(databaseUrl)
  console.error('The tables are up to date.')
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await runCommand(main)
