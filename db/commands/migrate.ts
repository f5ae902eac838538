import { readdir } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { Kysely, type Migration, PostgresDialect, sql, type Transaction } from 'kysely'
import pg from 'pg'
import { CannotStart } from '../cannot-start.ts'
import { parseConfig } from '../config.ts'
import { checkServer } from './check-server.ts'
import { connectWaitMs, runCommand } from './command.ts'
import { isLockTimeout, tableLockMs, withMigrationLock } from './migration-lock.ts'
import { inWords } from './operator-words.ts'

const folder = new URL('../migrations/', import.meta.url)
// Earlier releases write the same table of applied migrations.
const appliedTable = sql.table('kysely_migration')
const tries = 8

/**
 * Of several processes at once, the first applies all migrations in one transaction, and the others wait for it.
 * @throws CannotStart for a problem of the operator; otherwise the error of the failed migration. None was applied
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

/** @returns the names of the applied migrations */
async function applyPending(db: Kysely<unknown>): Promise<string[]> {
  for (let attempt = 1; ; attempt++) {
    let running = ''
    try {
      return await withMigrationLock(db, (trx) => applyAll(trx, (name) => (running = name)))
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

/** The files of a release are JavaScript. */
async function readMigrations(): Promise<Map<string, Migration>> {
  const files = (await readdir(folder)).filter((name) => /^\d{4}-[^.]+\.[jt]s$/.test(name)).sort()
  const modules = files.map(
    async (file) => [file.replace(/\.[jt]s$/, ''), await import(new URL(file, folder).href)] as const,
  )
  return new Map(await Promise.all(modules))
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
