import fs from 'node:fs'
import {
  cp,
  mkdir,
  mkdtemp,
  open,
  readdir,
  readFile,
  rm,
  truncate,
  unlink,
  writeFile,
} from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ownerIn, readLock } from './lock.ts'
import { openEmbedded } from './open.ts'
import { openSession, type Session } from './session.ts'

const timeout = 300_000
const segmentBytes = 0x1000000
const options = { durable: true, onBroken: () => {} }
let base: string
let killed: string
let written: number

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'rollcall-test-'))
  const directory = join(base, 'data')
  const store = await openEmbedded(directory)
  const write = (statement: string) => query(store.url, statement)
  await write('create table written (i integer, text text)')
  for (let i = 0; i < 40; i++) await write(`insert into written values (${i}, repeat('text', 200))`)
  process.kill(ownerIn(directory, await readLock(directory))?.pid ?? Number.NaN, 'SIGKILL')
  await store.lost
  killed = join(directory, 'postgres')
  written = Number(`0x${(await readFile(join(killed, 'confirmed_lsn'), 'utf8')).trim()}`) % segmentBytes
}, timeout)

afterAll(() => rm(base, { recursive: true, force: true, maxRetries: 5 }))

test.each<[string, (segment: string) => Promise<unknown>]>([
  ['overwritten', (segment) => overwrite(segment, written - 20_000)],
  ['truncated', (segment) => truncate(segment, written - 20_000)],
])('a log that was %s in the middle is refused, also at the next start', { timeout }, async (_, damage) => {
  const { data, segment } = await copyOfKilled()
  await damage(segment)
  for (const _start of ['first', 'second'])
    await expect(openSession(data, { ...options, sockets: data })).rejects.toThrow(
      /^Its write-ahead log is damaged: it ends at \w{16}, before the last write that was confirmed, at \w{16}\.$/,
    )
})

test('damage to the last record is noticed, and the refusal names the file without which the rest opens', {
  timeout,
}, async () => {
  const { data, segment } = await copyOfKilled()
  await overwrite(segment, written - 10)
  const refused = await openEmbedded(dirname(data)).catch((error) => error)
  const [, file = ''] = /writes that are missing, .*, delete (\S+) instead/.exec(refused.message) ?? []
  await unlink(file)
  const store = await openEmbedded(dirname(data))
  expect(await query(store.url, 'select count(*)::int as n from written')).toEqual([{ n: 39 }])
  await store.close()
})

test.each(['', 'nonsense\n'])(
  'a mark of confirmed writes that holds %j is refused in words',
  {
    timeout,
  },
  async (text) => {
    const { data } = await copyOfKilled()
    await writeFile(join(data, 'confirmed_lsn'), text)
    await expect(openEmbedded(dirname(data))).rejects.toThrow(/confirmed_lsn is damaged, so nobody knows/)
  },
)

test('a log that was deleted is refused in words, not taken for a new one', { timeout }, async () => {
  const { data, segment } = await copyOfKilled()
  await unlink(segment)
  await expect(openEmbedded(dirname(data))).rejects.toThrow(
    /could not locate a valid checkpoint record.* Move it away .* copy of it/,
  )
})

test('a commit waits for the disk, a checkpoint follows when one is due, reading needs neither, and closing makes one', {
  timeout,
}, async () => {
  const { data } = await copyOfKilled()
  const session = await openSession(data, { ...options, sockets: data, checkpointMs: 0 })
  expect(await query(session.url, 'select count(*)::int as n from written')).toEqual([{ n: 40 }])
  const first = await look(session, 'select 1')
  const write = await look(session, "insert into written values (41, 'text')")
  const read = await look(session, 'select count(*) from written')
  expect(write.syncs).toBeGreaterThan(0)
  expect(write.checkpoint > first.checkpoint).toBe(true)
  expect(read).toEqual({ syncs: 0, checkpoint: write.checkpoint })
  await session.close()
  // DBState in pg_control: 1 is "shut down", after a checkpoint.
  expect((await readFile(join(data, 'global', 'pg_control'))).readUInt32LE(16)).toBe(1)
})

/** @returns the number of syncs until the statement was answered, and the checkpoint after that */
async function look({ url }: Session, statement: string): Promise<{ syncs: number; checkpoint: string }> {
  const { fdatasyncSync } = fs
  let syncs = 0
  fs.fdatasyncSync = (file) => {
    syncs++
    fdatasyncSync(file)
  }
  syncBuiltinESMExports()
  await query(url, statement)
  fs.fdatasyncSync = fdatasyncSync
  syncBuiltinESMExports()
  const [row] = await query(url, 'select checkpoint_lsn::text as at from pg_control_checkpoint()')
  return { syncs, checkpoint: String(row?.at) }
}

async function copyOfKilled(): Promise<{ data: string; segment: string }> {
  const data = join(await mkdtemp(join(base, 'copy-')), 'postgres')
  await mkdir(data)
  await cp(killed, data, { recursive: true })
  const names = await readdir(join(data, 'pg_wal'))
  const segment =
    names
      .filter((name) => /^[0-9A-F]{24}$/.test(name))
      .sort()
      .at(-1) ?? ''
  return { data, segment: join(data, 'pg_wal', segment) }
}

async function overwrite(path: string, position: number): Promise<void> {
  const file = await open(path, 'r+')
  await file.write(Buffer.alloc(8, 'U'), 0, 8, position)
  await file.close()
}

async function query(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 30_000 })
  await client.connect()
  const { rows } = await client.query(statement)
  await client.end()
  return rows
}
