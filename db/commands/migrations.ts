import { readdir } from 'node:fs/promises'
import { basename } from 'node:path'
import { type Kysely, type Migration, sql, type Transaction } from 'kysely'
import { CannotStart } from '../cannot-start.ts'
import { mendEarlierForms } from '../migrations/earlier-forms.ts'

const folder = new URL('../migrations/', import.meta.url)
// Earlier releases write the same table of applied migrations.
const appliedTable = sql.table('kysely_migration')

type Options = {
  /** The last one to apply; all of them without it. */
  upTo?: string
  onStart?: (name: string) => void
}

/**
 * @returns the names of those that were applied
 * @throws CannotStart when the database has one that this Rollcall does not know
 */
export async function applyMigrations(
  trx: Transaction<unknown>,
  { upTo, onStart = () => {} }: Options = {},
): Promise<string[]> {
  await sql`
    create table if not exists ${appliedTable} (name varchar(255) primary key, timestamp varchar(255) not null)`.execute(
    trx,
  )
  await mendEarlierForms(trx)
  const pending = (await pendingMigrations(trx)).filter(([name]) => upTo === undefined || name <= upTo)
  for (const [name, { up }] of pending) {
    onStart(name)
    await up(trx)
    await sql`insert into ${appliedTable} (name, timestamp) values (${name}, ${new Date().toISOString()})`.execute(
      trx,
    )
  }
  return pending.map(([name]) => name)
}

/** @throws CannotStart when the database has one that this Rollcall does not know */
export async function pendingMigrations(db: Kysely<unknown>): Promise<[string, Migration][]> {
  const migrations = await readMigrations()
  const applied = await readApplied(db)
  const unknown = applied.find((name) => !migrations.has(name))
  if (unknown)
    throw new CannotStart(
      `This database belongs to a newer Rollcall: it has the migration ${unknown}, which this one does not know. ` +
        'Start the newer one, or restore a copy of the database from before.',
    )
  return [...migrations].filter(([name]) => !applied.includes(name))
}

async function readApplied(db: Kysely<unknown>): Promise<string[]> {
  const { rows: tables } = await sql<{ exists: boolean }>`
    select to_regclass('kysely_migration') is not null as exists`.execute(db)
  if (!tables[0]?.exists) return []
  const { rows } = await sql<{ name: string }>`select name from ${appliedTable} order by name`.execute(db)
  return rows.map(({ name }) => name)
}

/** In the order of their numbers. The files of a release are JavaScript. */
export async function readMigrations(): Promise<Map<string, Migration>> {
  const files = (await readdir(folder, { recursive: true })).filter((path) =>
    /\d{4}-[^./]+\.[jt]s$/.test(path),
  )
  const modules = files
    .sort()
    .map(
      async (file) =>
        [basename(file).replace(/\.[jt]s$/, ''), await import(new URL(file, folder).href)] as const,
    )
  return new Map(await Promise.all(modules))
}
