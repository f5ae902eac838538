import { readdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { Kysely, type Migration, Migrator, PostgresDialect } from 'kysely'
import pg from 'pg'
import { parseConfig } from './config.ts'

const folder = new URL('migrations/', import.meta.url)

/**
 * Brings a database's tables up to date, one line on standard error for each migration it applies. Several
 * processes may do this at once: a lock in the database lets the others wait and find nothing to do.
 * @throws the error of the migration that failed; that migration and those after it are not applied
 */
export async function migrate(databaseUrl: string): Promise<void> {
  const pool = new pg.Pool({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 })
  pool.on('error', () => {}) // the query that needed the connection fails and says so
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
  try {
    const { error, results } = await new Migrator({ db, provider: { getMigrations } }).migrateToLatest()
    for (const { migrationName, status } of results ?? []) {
      if (status === 'Success') console.error(`Applied migration ${migrationName}`)
      if (status === 'Error') console.error(`Migration ${migrationName} failed`)
    }
    if (error) throw error
  } finally {
    await db.destroy()
  }
}

async function getMigrations(): Promise<Record<string, Migration>> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}-[^.]+\.ts$/.test(name))
  const modules = names.map(async (name) => [
    name.replace('.ts', ''),
    await import(new URL(name, folder).href),
  ])
  return Object.fromEntries(await Promise.all(modules))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { databaseUrl } = parseConfig(process.env)
  if (databaseUrl) {
    await migrate(databaseUrl)
    console.error('The tables are up to date.')
  } else
    console.error('Set DATABASE_URL, or run npm run db:migrate, which sees to the embedded database too.')
  process.exitCode = databaseUrl ? 0 : 1
}
