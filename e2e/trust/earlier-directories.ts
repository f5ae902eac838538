/**
 * Opens data directories that earlier commits made: npx tsx e2e/trust/earlier-directories.ts [COMMIT...]
 * Without commits it takes each one of the main line that changed a migration, the embedded store or its packages. Each
 * makes a directory of sample people with its own code and packages, and today's code opens it. The exit code is 1 when
 * one does not open, or lacks people or a part of today's tables.
 */
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { migrate } from '#db/commands/migrate.ts'
import { open } from '#db/database.ts'
import { openEmbedded } from '#db/store/open.ts'
import { find } from '#db/users/find.ts'
import { checkOut, git, run } from './earlier-commit.ts'

const longestMs = 180_000
const people = 48
const enginePackages = ['@electric-sql/pglite', '@electric-sql/pglite-socket']
// What searches and orders compare. Migrations make it again.
const derived = /(_key|_text|_words)$|^named_teams$/

type Row = Record<string, unknown>

const base = await mkdtemp(join(tmpdir(), 'rollcall-earlier-'))
let failed = 0
const commits = process.argv.length > 2 ? process.argv.slice(2) : statesOfMainLine()
console.log(`${commits.length} states`)
try {
  const fresh = await freshSchema()
  for (const commit of commits) {
    const began = Date.now()
    const result = await check(commit, fresh).catch((error) => `FAILED ${error.message}`)
    if (result.startsWith('FAILED')) failed++
    const seconds = Math.round((Date.now() - began) / 1_000)
    console.log(`${git('log', '-1', '--format=%h %cs', commit)} ${result} (${seconds} s)`)
  }
} finally {
  await rm(base, { recursive: true, force: true, maxRetries: 5 })
}
console.log(`${commits.length - failed} opened, ${failed} failed`)
process.exitCode = failed ? 1 : 0

/** The oldest commit of each. */
function statesOfMainLine(): string[] {
  const paths = ['db/migrations', 'db/store', 'package-lock.json']
  const commits = git('log', '--first-parent', '--reverse', '--format=%H', 'main', '--', ...paths).split('\n')
  const states = new Map<string, string>()
  for (const commit of commits) {
    const files = git('ls-tree', '-r', commit, 'db/migrations', 'db/store')
      .split('\n')
      .filter((line) => !line.endsWith('.test.ts'))
    const { packages } = JSON.parse(git('show', `${commit}:package-lock.json`))
    const state = [
      ...files,
      ...enginePackages.map((name) => packages[`node_modules/${name}`]?.version),
    ].join()
    if (!states.has(state)) states.set(state, commit)
  }
  return [...states.values()]
}

/** @returns a line for the report. @throws when its directory does not open as it should */
async function check(commit: string, fresh: Map<string, string>): Promise<string> {
  const folder = join(base, commit.slice(0, 12))
  const data = join(folder, '.data-of-test')
  await checkOut(commit, folder, { modules: base })
  const { scripts } = JSON.parse(git('show', `${commit}:package.json`))
  const seeds = existsSync(join(folder, 'db/seed.ts')) || existsSync(join(folder, 'db/commands/seed.ts'))
  const args = seeds ? ['db:seed', '--', String(people)] : ['db:migrate']
  if (!scripts[args[0] ?? '']) throw new Error(`it has no ${args[0]}`)
  const env = { DATABASE_URL: '', ROLLCALL_DATA_DIR: data }
  await run('npm', ['run', ...args], { cwd: folder, env, limitMs: longestMs })
  try {
    return await openToday(data, seeds ? people : 0, fresh)
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

async function openToday(data: string, added: number, fresh: Map<string, string>): Promise<string> {
  const store = await openEmbedded(data)
  const pool = new pg.Pool({ connectionString: store.url, max: 1 })
  try {
    const before = await read(pool)
    if (before.users.length !== added) throw new Error(`${before.users.length} people instead of ${added}`)
    await migrate(store.url)
    const after = await read(pool)
    const lost = differences(before, after)
    if (lost.length) throw new Error(`changed by the migrations: ${lost.join(', ')}`)
    const schema = await schemaOf(pool)
    const lacking = [...fresh].filter(([name, definition]) => schema.get(name) !== definition)
    const more = [...schema].filter(([name]) => !fresh.has(name))
    if (lacking.length + more.length)
      throw new Error(`its tables lack: ${namesOf(lacking)}; have more: ${namesOf(more)}`)
    await readWithToday(store.url, after.users)
    return `opened, ${after.users.length} people, ${after.teams.length} teams`
  } finally {
    await pool.end()
    await store.close()
  }
}

function namesOf(parts: [name: string, definition: string][]): string {
  return parts.map(([name]) => name).join(', ') || 'nothing'
}

/** People as the code of today reads them. */
async function readWithToday(url: string, users: Row[]): Promise<void> {
  const db = open(url)
  try {
    for (const { id, name, email } of users) {
      const user = await find(db, Number(id))
      if (user?.name !== name || user?.email !== email) throw new Error(`today's code reads another ${name}`)
    }
  } finally {
    await db.destroy()
  }
}

async function read(pool: pg.Pool): Promise<{ users: Row[]; teams: Row[] }> {
  const { rows } = await pool.query<{ teams: string | null }>("select to_regclass('teams')::text as teams")
  const of = async (table: string) => {
    const found = await pool.query<{ row: Row }>(`select to_jsonb(t) as row from ${table} t order by id`)
    return found.rows.map(({ row }) => row)
  }
  return { users: await of('users'), teams: rows[0]?.teams ? await of('teams') : [] }
}

/** A column that went is one of an earlier form of the tables. */
function differences(
  before: { users: Row[]; teams: Row[] },
  after: { users: Row[]; teams: Row[] },
): string[] {
  const found = new Set<string>()
  for (const table of ['users', 'teams'] as const) {
    const rows = new Map(after[table].map((row) => [row.id, row]))
    for (const row of before[table]) {
      const now = rows.get(row.id)
      if (!now) found.add(`${table} ${row.id}`)
      for (const [column, value] of Object.entries(row))
        if (
          now &&
          column in now &&
          !derived.test(column) &&
          JSON.stringify(now[column]) !== JSON.stringify(value)
        )
          found.add(`${table}.${column}`)
    }
  }
  return [...found]
}

async function freshSchema(): Promise<Map<string, string>> {
  const store = await openEmbedded(join(base, 'fresh'), { scratch: true })
  const pool = new pg.Pool({ connectionString: store.url, max: 1 })
  try {
    await migrate(store.url)
    return await schemaOf(pool)
  } finally {
    await pool.end()
    await store.close()
  }
}

/** Each column, constraint, index, trigger and function with its definition. */
async function schemaOf(pool: pg.Pool): Promise<Map<string, string>> {
  const { rows } = await pool.query<{ name: string; definition: string | null }>(`
    select format('column %s.%s', table_name, column_name) as name,
      concat_ws(' ', udt_name, is_nullable, column_default, generation_expression) as definition
      from information_schema.columns where table_schema = 'public'
    union all
    select format('constraint %s.%s', conrelid::regclass, conname), pg_get_constraintdef(oid)
      from pg_constraint where connamespace = 'public'::regnamespace and contype <> 'n'
    union all
    select format('index %s', indexname), indexdef from pg_indexes where schemaname = 'public'
    union all
    select format('trigger %s.%s', tgrelid::regclass, tgname), pg_get_triggerdef(oid)
      from pg_trigger where not tgisinternal
    union all
    select format('function %s', oid::regprocedure), pg_get_functiondef(oid)
      from pg_proc where pronamespace = 'public'::regnamespace and prokind = 'f' and prolang <> 13
        and not exists (select from pg_depend where objid = pg_proc.oid and deptype = 'e')`)
  // Earlier code had a second table for its own lock.
  const ours = rows.filter(({ name }) => !name.includes('kysely_migration_lock'))
  return new Map(ours.map(({ name, definition }) => [name, definition ?? '']))
}
