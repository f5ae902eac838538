import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CannotStart } from '../cannot-start.ts'
import { ownerIn, readLock } from './lock.ts'
import { openEmbedded } from './open.ts'

const timeout = 300_000
let base: string
let initialised: string

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'rollcall-test-'))
  initialised = join(base, 'initialised')
  await (await openEmbedded(initialised)).close()
}, timeout)

afterAll(() => rm(base, { recursive: true, force: true, maxRetries: 5 }))

test('starters at the same moment share one store, which ends with its last holder', {
  timeout,
}, async () => {
  const directory = await aDirectory()
  const [first, second, third] = await Promise.all([1, 2, 3].map(() => openEmbedded(directory)))
  expect(new Set([first?.url, second?.url, third?.url]).size).toBe(1)
  await first?.close()
  await second?.close()
  expect(await query(third?.url, 'select 1 as one')).toEqual([{ one: 1 }])
  const pid = await storePid(directory)
  await third?.close()
  expect(await readLock(directory)).toMatch(/^free_/)
  await untilEnded(pid)
})

test('every acknowledged write is there after the store was killed', { timeout }, async () => {
  const directory = await aDirectory()
  const store = await openEmbedded(directory)
  const client = await connect(store.url)
  await client.query('create table written (i integer primary key)')
  const pid = await storePid(directory)
  let acknowledged = 0
  const write = () => client.query('insert into written values ($1)', [acknowledged + 1]).catch(() => false)
  while (await write()) {
    acknowledged++
    // During a write that follows many others.
    if (acknowledged === 100) setTimeout(() => process.kill(pid, 'SIGKILL'), 5)
  }
  await store.lost
  const again = await openEmbedded(directory)
  const [row] = await query(again.url, 'select count(*)::int as n from written')
  expect(row?.n).toBeGreaterThanOrEqual(acknowledged)
  expect(acknowledged).toBeGreaterThanOrEqual(100)
  await again.close()
})

test('the store ends when its holder is killed', { timeout }, async () => {
  const directory = await aDirectory()
  const holder = spawn(
    process.execPath,
    ['--import', 'tsx', 'db/commands/with-database.ts', '--', 'sleep', '60'],
    {
      env: { ...process.env, DATABASE_URL: '', ROLLCALL_DATA_DIR: directory },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  )
  await once(holder.stderr, 'data') // it has migrated
  const pid = await storePid(directory)
  holder.kill('SIGKILL')
  await untilEnded(pid)
  expect(await readLock(directory)).toMatch(/^free_/)
})

test('what a killed first initialisation left is cleaned up by the next start', {
  timeout,
}, async () => {
  const directory = join(base, 'half')
  await mkdir(join(directory, 'postgres.new-half', 'base'), { recursive: true })
  await writeFile(join(directory, 'postgres.new-half', 'PG_VERSION'), '18\n')
  const store = await openEmbedded(directory)
  expect(await query(store.url, 'select 1 as one')).toEqual([{ one: 1 }])
  await store.close()
  expect((await readdir(directory)).sort()).toEqual([
    'postgres',
    'postgres.lock',
    'postgres.log',
    'postgres.used',
  ])
})

test.each(['deleted', 'emptied'])(
  'a database that was %s is refused in words, not taken for a new directory',
  {
    timeout,
  },
  async (how) => {
    const directory = await aDirectory()
    await (await openEmbedded(directory)).close()
    const data = join(directory, 'postgres')
    await rm(data, { recursive: true })
    if (how === 'emptied') await mkdir(data)
    await expect(openEmbedded(directory)).rejects.toThrow(
      /Its database is gone\. Put a copy of it at .*postgres\./,
    )
    await rm(join(directory, 'postgres.used'))
    await (await openEmbedded(directory)).close()
  },
)

test('the lock of a dead process is taken over', { timeout }, async () => {
  const directory = await aDirectory()
  const store = await openEmbedded(directory)
  const held = await readLock(directory)
  await store.close()
  const ended = spawn('true')
  await once(ended, 'exit')
  const stale = held.replace(/^held_\d+_/, `held_${ended.pid}_`)
  await rename(
    join(directory, 'postgres.lock', await readLock(directory)),
    join(directory, 'postgres.lock', stale),
  )
  await (await openEmbedded(directory)).close()
})

test('a suspended store keeps its directory, and the refusal names it', { timeout }, async () => {
  const directory = await aDirectory()
  const store = await openEmbedded(directory)
  const pid = await storePid(directory)
  process.kill(pid, 'SIGSTOP')
  const refused = await openEmbedded(directory).catch((error) => error)
  process.kill(pid, 'SIGCONT')
  expect(refused).toBeInstanceOf(CannotStart)
  expect(refused.message).toContain(directory)
  expect(refused.message).toContain(`process ${pid}`)
  await store.close()
})

test('a scratch store leaves nothing', { timeout }, async () => {
  const directory = await aDirectory()
  await (await openEmbedded(directory, { scratch: true })).close()
  await expect(readdir(directory)).rejects.toThrow('ENOENT')
})

async function aDirectory(): Promise<string> {
  const directory = await mkdtemp(join(base, 'data-'))
  await cp(initialised, directory, { recursive: true })
  return directory
}

async function connect(url: string | undefined): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => {})
  await client.connect()
  return client
}

async function query(url: string | undefined, text: string): Promise<Record<string, number>[]> {
  const client = await connect(url)
  const { rows } = await client.query(text)
  await client.end()
  return rows
}

async function storePid(directory: string): Promise<number> {
  return ownerIn(directory, await readLock(directory))?.pid ?? Number.NaN
}

async function untilEnded(pid: number): Promise<void> {
  await expect.poll(() => isRunning(pid), { timeout: 300_000 }).toBe(false)
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
