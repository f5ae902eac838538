import { execFile } from 'node:child_process'
import { mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CannotStart } from '../cannot-start.ts'
import type { Lease } from './lease.ts'
import { ownerIn, readLock } from './lock.ts'
import { openEmbedded } from './open.ts'

const timeout = 300_000
const run = promisify(execFile)
let base: string
let original: string
let store: Lease

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'rollcall-test-'))
  original = join(base, 'original')
  store = await openEmbedded(original)
  await write('create table written (i integer); insert into written values (1)')
}, timeout)

afterAll(async () => {
  await store.close()
  await rm(base, { recursive: true, force: true, maxRetries: 5 })
}, timeout)

test('a copy of a directory that is open is refused, and the original is left alone', async () => {
  await expectRefusal(await copyOf(original))
  expect(await count()).toBe(1)
})

test('so is a copy of one that an older version has open, whose lock does not say where it belongs', async () => {
  const copy = await copyOf(original)
  await changeLock(copy, (held) => held.split('_').slice(0, 5).join('_'))
  await expectRefusal(copy)
})

test('after a crash a moved directory opens, and a copied one says what to delete', {
  timeout,
}, async () => {
  await crash()
  const moved = join(base, 'moved')
  await rename(original, moved)
  store = await openEmbedded(moved)
  expect(await count()).toBe(1)
  original = moved
  await crash()
  const copy = await copyOf(moved)
  const refusal = await expectRefusal(copy)
  await rm(/delete (\S+postgres\.lock) and start again/.exec(refusal)?.[1] ?? '', { recursive: true })
  store = await openEmbedded(copy)
  expect(await count()).toBe(1)
  original = copy
})

test('after a crash of the machine its devices may have other numbers', { timeout }, async () => {
  await crash()
  await changeLock(original, (held) => {
    const [kind, pid, place, , nonce, device, file] = held.split('_')
    return [kind, pid, place, 'anotherBoot', nonce, `${device}1`, file].join('_')
  })
  store = await openEmbedded(original)
  expect(await count()).toBe(1)
})

test('a directory that was closed opens where it is copied to', { timeout }, async () => {
  await store.close()
  const copy = await copyOf(original)
  store = await openEmbedded(copy)
  expect(await count()).toBe(1)
})

async function expectRefusal(copy: string): Promise<string> {
  const refused = await openEmbedded(copy).catch((error) => error)
  expect(refused).toBeInstanceOf(CannotStart)
  expect(refused.message).toMatch(
    /is a copy of a data directory .* may be torn.* Stop Rollcall .*npm run db:copy/,
  )
  expect(refused.message).toContain(copy)
  return refused.message
}

/** Uses `cp -a`, as an operator would, because Node copies no sockets. */
async function copyOf(directory: string): Promise<string> {
  const copy = join(await mkdtemp(join(base, 'copy-')), 'data')
  await run('cp', ['-a', directory, copy])
  return copy
}

async function changeLock(directory: string, changed: (held: string) => string): Promise<void> {
  const [held = ''] = await readdir(join(directory, 'postgres.lock'))
  await rename(join(directory, 'postgres.lock', held), join(directory, 'postgres.lock', changed(held)))
}

async function crash(): Promise<void> {
  process.kill(ownerIn(original, await readLock(original))?.pid ?? Number.NaN, 'SIGKILL')
  await store.lost
}

async function count(): Promise<number> {
  return (await write('select count(*)::int as n from written'))[0]?.n ?? 0
}

async function write(statement: string): Promise<{ n: number }[]> {
  const client = new pg.Client({ connectionString: store.url, connectionTimeoutMillis: 10_000 })
  await client.connect()
  const { rows } = await client.query(statement)
  await client.end()
  return rows
}
