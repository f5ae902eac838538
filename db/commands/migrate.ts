import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { CannotStart } from '../cannot-start.ts'
import { type Config, parseConfig } from '../config.ts'
import { checkServer } from './check-server.ts'
import { connectWaitMs, runCommand } from './command.ts'
import { isLockTimeout, tableLockMs, withMigrationLock } from './migration-lock.ts'
import { applyMigrations, pendingMigrations } from './migrations.ts'
import { loadEnvFile, openStore } from './open-store.ts'
import { inWords } from './operator-words.ts'

const tries = 8

/**
 * Before a command that uses the tables: applies migrations, or only looks whether all are there.
 * @throws CannotStart when some are missing, and for all other problems of the operator
 */
export async function prepareTables({ migrates, migrationUrl }: Config, databaseUrl: string): Promise<void> {
  if (migrates) await migrate(migrationUrl ?? databaseUrl)
  // With another address, it may be that of another database.
  if (!migrates || migrationUrl) await checkMigrated(databaseUrl)
}

/**
 * Of several processes at once, the first applies all migrations in one transaction, and the others wait for it.
 * @throws CannotStart for a problem of the operator; otherwise the error of the failed migration. None was applied
 */
export async function migrate(databaseUrl: string): Promise<void> {
  await usingServer(databaseUrl, async (db) => {
    for (const name of await applyPending(db)) console.error(`Applied migration ${name}`)
  })
}

async function checkMigrated(databaseUrl: string): Promise<void> {
  const pending = await usingServer(databaseUrl, pendingMigrations)
  const names = pending.map(([name]) => name).join(', ')
  if (names)
    throw new CannotStart(
      `The tables of this database are not up to date. It lacks these migrations: ${names}. Run npm run db:migrate.`,
    )
}

/** One connection without limits of time, and words for what an operator can solve. */
export async function usingServer<T>(
  databaseUrl: string,
  work: (db: Kysely<unknown>) => Promise<T>,
): Promise<T> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1, connectionTimeoutMillis: connectWaitMs })
  // The query that needed the connection fails and says so.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
  try {
    await checkServer(db)
    return await work(db)
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
      const onStart = (name: string) => {
        running = name
      }
      return await withMigrationLock(db, (trx) => applyMigrations(trx, { onStart }))
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

async function main(): Promise<void> {
  loadEnvFile()
  const config = parseConfig(process.env)
  const store = await openStore(config)
  await prepareTables({ ...config, migrates: true }, store.url).finally(store.close)
  console.error('The tables are up to date.')
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await runCommand(main)
