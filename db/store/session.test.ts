import { mkdtemp } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Duplex } from 'node:stream'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { postgresSocket } from './directory.ts'
import type { Lease } from './lease.ts'
import { openEmbedded } from './open.ts'

let store: Lease
let pool: pg.Pool

beforeAll(async () => {
  store = await openEmbedded(await mkdtemp(join(tmpdir(), 'rollcall-test-')), { scratch: true })
  pool = new pg.Pool({ connectionString: store.url, max: 20 })
  pool.on('error', () => {})
  await pool.query('create table counter (n integer not null)')
  await pool.query('insert into counter values (0)')
}, 300_000)

afterAll(async () => {
  await pool.end()
  await store.close()
}, 300_000)

test('a connection receives the rows of its own query only, also beside transactions', async () => {
  const asked = Array.from({ length: 400 }, (_, i) => i)
  const answers = await Promise.all(asked.map((i) => (i % 3 ? select(pool, i) : selectInTransaction(i))))
  expect(answers).toEqual(asked.map((i) => ({ i, text: `query ${i}` })))
})

test('twenty connections that read and write in transactions lose no update', async () => {
  await Promise.all(Array.from({ length: 60 }, () => increment()))
  expect((await pool.query('select n from counter')).rows).toEqual([{ n: 60 }])
})

test('a transaction whose client vanishes is rolled back and holds nobody up', async () => {
  const client = await lonelyClient()
  await client.query('begin')
  await client.query('update counter set n = -1')
  const waiting = pool.query('select n from counter')
  streamOf(client).destroy()
  expect((await waiting).rows[0].n).toBeGreaterThanOrEqual(0)
})

test('a query whose client vanishes in the middle holds nobody up', async () => {
  const client = await lonelyClient()
  const parseOnly = Buffer.from('P\0\0\0\x10\0select 1\0\0\0', 'latin1')
  await new Promise((resolve) => streamOf(client).write(parseOnly, resolve))
  const waiting = pool.query('select 1 as one')
  streamOf(client).destroy()
  expect((await waiting).rows).toEqual([{ one: 1 }])
})

test('a transaction that stays idle is ended after ten seconds', { timeout: 300_000 }, async () => {
  const client = await lonelyClient()
  await client.query('begin')
  await client.query('update counter set n = -1')
  expect((await pool.query('select n from counter')).rows[0].n).toBeGreaterThanOrEqual(0)
  await expect(client.query('commit')).rejects.toThrow()
})

test('clients that send nonsense do not stop the store', async () => {
  const startWithoutUser = Buffer.from('\0\0\0\x09\0\x03\0\0\0', 'latin1')
  for (const nonsense of [startWithoutUser, 'GET / HTTP/1.1\r\n\r\n']) {
    const socket = connect(join(new URL(store.url).searchParams.get('host') ?? '', postgresSocket))
    socket.on('error', () => {})
    await new Promise((resolve) => socket.write(nonsense, resolve))
    expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
    socket.destroy()
    expect((await pool.query('select 2 as two')).rows).toEqual([{ two: 2 }])
  }
})

test('a program that a query asks for is refused, and the store goes on', async () => {
  for (const copy of ["copy (select 1) to program 'cat'", "copy counter from program 'echo 1'"])
    await expect(pool.query(copy)).rejects.toThrow('could not execute command')
  expect((await pool.query('select 3 as three')).rows).toEqual([{ three: 3 }])
})

async function select(db: pg.Pool | pg.PoolClient, i: number): Promise<unknown> {
  return (await db.query(`select $1::integer as i, 'query ${i}' as text`, [i])).rows[0]
}

async function selectInTransaction(i: number): Promise<unknown> {
  const client = await pool.connect()
  await client.query('begin')
  const answer = await select(client, i)
  await client.query(i % 2 ? 'commit' : 'rollback')
  client.release()
  return answer
}

async function increment(): Promise<void> {
  const client = await pool.connect()
  await client.query('begin')
  const { rows } = await client.query('select n from counter for update')
  await client.query('update counter set n = $1', [rows[0].n + 1])
  await client.query('commit')
  client.release()
}

async function lonelyClient(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: store.url })
  client.on('error', () => {})
  await client.connect()
  return client
}

function streamOf(client: pg.Client): Duplex {
  return Reflect.get(Reflect.get(client, 'connection'), 'stream')
}
