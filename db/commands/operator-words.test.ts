import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import pg from 'pg'
import { describe, expect, test, vi } from 'vitest'
import { CannotStart } from '../cannot-start.ts'
import { reasonAgainst } from './check-server.ts'
import { migrate } from './migrate.ts'
import { inWords } from './operator-words.ts'
import { createScratchDatabase } from './scratch.ts'

const serverUrl = process.env.DATABASE_URL ?? ''
const isAdmin = serverUrl !== '' && (await askIsAdmin())

describe('an operator reads what listens at the address of the database', () => {
  const cases: { what: string; answers: string[]; words: RegExp; query?: string }[] = [
    {
      what: 'a web server',
      answers: ['HTTP/1.1 400 Bad Request\r\n\r\n'],
      words: /hung up.*other than PostgreSQL/,
    },
    { what: 'another protocol', answers: ['!\0\0\0\x08what'], words: /does not answer like that/ },
    {
      what: 'a server that asks for a password',
      answers: [frame('R', '\0\0\0\x0aSCRAM-SHA-256\0\0'), frame('R', '\0\0\0\x0br=x,s=eA==,i=4096')],
      words: /asks for a password.*user:password@host/,
    },
    {
      what: 'a wrong password',
      answers: [refusal('28P01', 'password authentication failed')],
      words: /Check the password of the role ada/,
    },
    {
      what: 'no such database',
      answers: [refusal('3D000', 'database "rollcall" does not exist')],
      words: /createdb --owner='ada'.*'rollcall'/,
    },
    {
      what: 'no connection left',
      answers: [refusal('53300', 'sorry, too many clients already')],
      words: /max_connections/,
    },
    {
      what: 'a server that starts',
      answers: [refusal('57P03', 'the database system is starting up')],
      words: /is starting or stopping/,
    },
    {
      what: 'no rule for this host',
      answers: [refusal('28000', 'no pg_hba.conf entry for host "::1", no encryption')],
      words: /sslmode=verify-full/,
    },
    { what: 'no TLS', answers: ['N'], words: /sslmode=disable/, query: '?sslmode=verify-full' },
  ]
  test.each(cases)('$what', async ({ answers, words, query = '' }) => {
    const server = createServer((socket) => {
      let count = 0
      socket.on('error', () => {})
      socket.on('data', () => {
        socket.write(answers[count++] ?? '')
        if (count === answers.length) socket.end()
      })
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const failure: unknown = await migrate(`postgres://ada@127.0.0.1:${port}/rollcall${query}`).catch(
      (error) => error,
    )
    expect(failure).toBeInstanceOf(CannotStart)
    expect(failure).toMatchObject({ message: expect.stringMatching(words) })
    server.close()
  })
})

test('a full disk is told in words, and an error that nobody foresaw keeps its stack', () => {
  const full = new pg.DatabaseError('could not extend file "base/1/2": No space left on device', 90, 'error')
  full.code = '53100'
  expect(inWords(full, 'postgres://ada@db:5432/rollcall')).toMatchObject({
    message: expect.stringMatching(
      /^Cannot use the database rollcall on db:5432: could not extend.*Make room/,
    ),
  })
  const bug = new TypeError('undefined is not a function')
  expect(inWords(bug)).toBe(bug)
})

test('a server that is too old, not UTF-8, a standby or read-only is refused', () => {
  const fit = { version: 150_020, encoding: 'UTF8', standby: false, readOnly: false }
  expect(reasonAgainst(fit)).toBeUndefined()
  expect(reasonAgainst({ ...fit, version: 140_011 })).toContain('PostgreSQL 14, and it must be 15 or newer')
  expect(reasonAgainst({ ...fit, encoding: 'LATIN1' })).toContain('--encoding=UTF8')
  expect(reasonAgainst({ ...fit, standby: true })).toContain('primary')
  expect(reasonAgainst({ ...fit, readOnly: true })).toContain('read-only')
})

if (isAdmin)
  describe('on a server', () => {
    test('a role without rights names the commands that an admin runs, and they are enough', async () => {
      await withRole(async ({ role, url, asAdmin }) => {
        const failure: unknown = await migrate(url).catch((error) => error)
        const commands = commandsIn(failure)
        expect(commands).toEqual([
          'create extension if not exists pg_trgm',
          'create extension if not exists unaccent',
          `grant usage, create on schema public to "${role}"`,
        ])
        for (const command of commands) await asAdmin(command)
        await migrate(url)
      })
    })

    test('a role that owns its database needs no admin', async () => {
      await withRole(async ({ name, role, url, asAdmin }) => {
        await asAdmin(`alter database ${name} owner to "${role}"`)
        await migrate(url)
      })
    })

    test('a role with a schema of its own needs the extensions alone', async () => {
      await withRole(async ({ role, url, asAdmin }) => {
        await asAdmin(`create schema authorization "${role}"`)
        const commands = commandsIn(await migrate(url).catch((error) => error))
        for (const command of commands.slice(0, 2)) await asAdmin(command)
        await migrate(url)
      })
    })

    test('a read-only database and one that is not UTF-8 are refused', async () => {
      await withRole(async ({ name, url, asAdmin }) => {
        await asAdmin(`alter database ${name} set default_transaction_read_only = on`)
        await expect(migrate(url)).rejects.toThrow(/it is read-only.*takes writes/)
        await asAdmin(
          `create database ${name}_latin encoding 'LATIN1' template template0 lc_collate 'C' lc_ctype 'C'`,
        )
        const latin = new URL(url)
        latin.pathname = `${name}_latin`
        await expect(migrate(latin.href)).rejects.toThrow(/its encoding is LATIN1.*--encoding=UTF8/)
        await asAdmin(`drop database ${name}_latin with (force)`)
      })
    })

    test('a migration that waits for another one or for a table says so, and goes on when it can', {
      timeout: 300_000,
    }, async () => {
      await withRole(async ({ name, role, url, asAdmin }) => {
        await asAdmin(`alter database ${name} owner to "${role}"`)
        const other = new pg.Client({ connectionString: url })
        await other.connect()
        const said = vi.spyOn(console, 'error').mockImplementation(() => {})
        const untilSaid = (words: RegExp) =>
          vi.waitUntil(() => said.mock.calls.flat().some((line) => words.test(line)), { timeout: 30_000 })
        await other.query('select pg_advisory_lock(3853314791062309107)')
        const migrated = migrate(url)
        await untilSaid(/^Another process is migrating this database.*up to 60 seconds\.$/)
        await other.query('begin')
        await other.query('create table users ()')
        await other.query('select pg_advisory_unlock_all()')
        await untilSaid(/^Migration 0001-users waits for a table that is in use$/)
        await other.query('rollback')
        await migrated
        said.mockRestore()
        await other.end()
      })
    })
  })

function commandsIn(failure: unknown): string[] {
  if (!(failure instanceof CannotStart)) throw new Error('not told in words', { cause: failure })
  return [...failure.message.matchAll(/^ {2}(.+);$/gm)].map(([, command = '']) => command)
}

type Guest = { name: string; role: string; url: string; asAdmin: (command: string) => Promise<void> }

/** The role may only connect to the database. */
async function withRole(work: (guest: Guest) => Promise<void>): Promise<void> {
  const store = await createScratchDatabase(serverUrl)
  const role = `rollcall_test_${randomBytes(6).toString('hex')}`
  const url = new URL(store.url)
  const asAdmin = (command: string) => run(store.url, command)
  try {
    await asAdmin(`create role ${role} login password '${role}'`)
    url.username = role
    url.password = role
    await work({ name: url.pathname.slice(1), role, url: url.href, asAdmin })
  } finally {
    await asAdmin(`alter database ${url.pathname.slice(1)} reset all`)
    await asAdmin(`alter database ${url.pathname.slice(1)} owner to current_user`)
    await asAdmin(`drop owned by ${role} cascade`)
    await asAdmin(`drop role ${role}`)
    await store.close()
  }
}

async function askIsAdmin(): Promise<boolean> {
  const client = new pg.Client({ connectionString: serverUrl })
  await client.connect()
  const { rows } = await client.query(
    `select rolsuper and version() not like '%PGlite%' as yes from pg_roles where rolname = current_user`,
  )
  await client.end()
  return rows[0]?.yes === true
}

async function run(url: string, command: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, options: '-c default_transaction_read_only=off' })
  await client.connect()
  await client.query(command).finally(() => client.end())
}

/** https://www.postgresql.org/docs/current/protocol-error-fields.html */
function refusal(code: string, message: string): string {
  return frame('E', `SFATAL\0VFATAL\0C${code}\0M${message}\0\0`)
}

function frame(type: string, body: string): string {
  const length = Buffer.alloc(4)
  length.writeInt32BE(body.length + 4)
  return type + length.toString('latin1') + body
}
