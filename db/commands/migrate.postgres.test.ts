import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createScratchDatabase } from './scratch.ts'

const isAdmin = await askIsAdmin()
const role = `rollcall_app_${randomBytes(4).toString('hex')}`
let database: Awaited<ReturnType<typeof createScratchDatabase>>
/** Of a role that may neither make nor change tables. */
let appUrl: string

beforeAll(async () => {
  if (!isAdmin) return
  database = await createScratchDatabase(process.env.DATABASE_URL ?? '')
  await query(`
    create role ${role} login password '${role}';
    alter default privileges grant select, insert, update, delete on tables to ${role};
    alter default privileges grant select, usage on sequences to ${role}`)
  const url = new URL(database.url)
  url.username = url.password = role
  appUrl = url.href
})

afterAll(async () => {
  if (!isAdmin) return
  await query(`drop owned by ${role}; drop role ${role}`)
  await database.close()
})

// Only an admin can make a role.
if (isAdmin)
  describe('a start', () => {
    test('a start without migrations names those that are missing, and applies none', async () => {
      expect(await start({ DATABASE_URL: database.url, ROLLCALL_MIGRATE: 'off' })).toMatchObject({
        code: 1,
        output: '',
        errors: expect.stringMatching(
          /^The tables of this database are not up to date\..* 0001-users, .*db:migrate\.\n$/,
        ),
      })
      const [found] = await query("select to_regclass('users') as users")
      expect(found).toEqual({ users: null })
    })

    test('a role of few rights serves, and another one migrates', async () => {
      const app = { DATABASE_URL: appUrl }
      expect(await start(app)).toMatchObject({
        code: 1,
        errors: expect.stringContaining('permission denied'),
      })
      expect(await start({ ...app, DATABASE_MIGRATION_URL: database.url })).toMatchObject({
        code: 0,
        output: 'started as a role of few rights\n',
        errors: expect.stringContaining('Applied migration 0001-users'),
      })
      expect(await start({ ...app, ROLLCALL_MIGRATE: 'off' })).toMatchObject({ code: 0, errors: '' })
      await query("delete from kysely_migration where name like '0035-%'")
      expect(await start({ ...app, ROLLCALL_MIGRATE: 'off' })).toMatchObject({
        code: 1,
        errors: expect.stringMatching(/lacks these migrations: 0035-earlier-tables\./),
      })
      await query("insert into kysely_migration values ('0035-earlier-tables', '2026-01-01T00:00:00Z')")
    })

    test('a start without migrations refuses tables of a newer Rollcall', async () => {
      await query("insert into kysely_migration values ('9999-tomorrow', '2999-01-01T00:00:00Z')")
      expect(await start({ DATABASE_URL: appUrl, ROLLCALL_MIGRATE: 'off' })).toMatchObject({
        code: 1,
        errors: expect.stringMatching(/belongs to a newer Rollcall.*9999-tomorrow/),
      })
      await query("delete from kysely_migration where name = '9999-tomorrow'")
    })

    test('an address of another database for migrations is noticed', async () => {
      const other = await createScratchDatabase(process.env.DATABASE_URL ?? '')
      const another = await createScratchDatabase(process.env.DATABASE_URL ?? '')
      expect(await start({ DATABASE_URL: other.url, DATABASE_MIGRATION_URL: another.url })).toMatchObject({
        code: 1,
        errors: expect.stringContaining('The tables of this database are not up to date.'),
      })
      await Promise.all([other.close(), another.close()])
    })
  })

async function askIsAdmin(): Promise<boolean> {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL })
  await client.connect()
  const { rows } = await client.query('select rolsuper as yes from pg_roles where rolname = current_user')
  await client.end()
  return rows[0]?.yes === true
}

type Result = { code: number; output: string; errors: string }

/** A command of Rollcall that uses the tables. */
function start(env: Record<string, string>): Promise<Result> {
  const words = `
    import pg from 'pg'
    const client = new pg.Client(process.env.DATABASE_URL)
    await client.connect()
    await client.query('select count(*) from users')
    const { rows } = await client.query("select has_schema_privilege(current_schema(), 'create') as may")
    console.log(rows[0].may ? 'started' : 'started as a role of few rights')
    await client.end()`
  return run(['with-database.ts', '--', 'node', '--input-type=module', '-e', words], env)
}

function run([file = '', ...args]: string[], env: Record<string, string>): Promise<Result> {
  const command = fileURLToPath(new URL(file, import.meta.url))
  const given = { ...process.env, ROLLCALL_MIGRATE: '', DATABASE_MIGRATION_URL: '', ...env }
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['--import', 'tsx', command, ...args],
      { env: given },
      (error, output, errors) => resolve({ code: error ? Number(error.code) : 0, output, errors }),
    )
  })
}

async function query(text: string): Promise<pg.QueryResultRow[]> {
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  const { rows = [] } = await client.query(text)
  await client.end()
  return rows
}
