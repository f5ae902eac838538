import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Lease } from './lease.ts'
import { openEmbedded } from './open.ts'
import { openSession, type Session } from './session.ts'

const isRoot = process.getuid?.() === 0
const nobody = 65_534
const timeout = 300_000
const [socketMode, modeBits] = [0o077, 0o777]
let base: string
let long: string
let store: Lease

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'rollcall-test-'))
  await chmod(base, 0o755)
  long = join(base, 'a-path-that-is-too-long-for-the-address-of-a-unix-socket'.repeat(2), 'data')
  await mkdir(long, { recursive: true })
  await chmod(long, 0o755)
  store = await openEmbedded(long)
}, timeout)

afterAll(async () => {
  await store.close()
  expect(await stat(socketsOf(store)).catch(() => 'gone')).toBe('gone')
  await rm(base, { recursive: true, force: true })
}, timeout)

test('the store is reached through directories that nobody else can enter, also when its path is long', async () => {
  expect(dirname(socketsOf(store))).toBe(tmpdir())
  expect((await stat(socketsOf(store))).mode & modeBits).toBe(0o700)
  expect((await stat(long)).mode & modeBits).toBe(0o700)
  for (const name of await readdir(socketsOf(store)))
    expect((await stat(join(socketsOf(store), name))).mode & socketMode).toBe(0)
  expect(await signIn(store.url)).toBe('in')
})

test('another user of the machine cannot connect', async () => {
  if (isRoot) expect(await signInAsAnother(store.url)).toBe('EACCES')
})

test('nobody else can read the files of a new store under any umask', async () => {
  for (const entry of await readdir(long, { recursive: true, withFileTypes: true }))
    expect([entry.name, (await stat(join(entry.parentPath, entry.name))).mode & 0o077]).toEqual([
      entry.name,
      0,
    ])
})

test('without Unix sockets a port of this machine asks for a password first', {
  timeout,
}, async () => {
  const session: Session = await openSession(await mkdtemp(join(base, 'port-')), {
    sockets: undefined,
    durable: false,
    onBroken: () => {},
  })
  const wrong = new URL(session.url)
  wrong.password = 'wrong'
  expect(await signIn(session.url)).toBe('in')
  expect(await signIn(wrong.href)).toBe('28P01')
  wrong.password = ''
  expect(await signIn(wrong.href)).not.toBe('in')
  if (isRoot) expect(await signInAsAnother(wrong.href)).not.toBe('in')
  expect(await answerTo(Number(wrong.port), 'Q\0\0\0\x0dselect 1\0')).toBe('')
  expect(await answerTo(Number(wrong.port), '\0\0\0\x04\0\x03\0\0')).toBe('')
  expect(await signIn(session.url)).toBe('in')
  await session.close()
})

function socketsOf({ url }: { url: string }): string {
  return new URL(url).searchParams.get('host') ?? ''
}

/** @returns `in`, or the code of the error */
async function signIn(connectionString: string): Promise<string> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 10_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query('select 1')
    return 'in'
  } catch (error) {
    return String((error as { code?: string }).code ?? error)
  } finally {
    await client.end().catch(() => {})
  }
}

async function signInAsAnother(url: string): Promise<string> {
  const code = `
    import pg from 'pg'
    const client = new pg.Client(process.argv[1])
    const answer = await client.connect().then(() => client.query('select 1')).then(() => 'in', (error) => error.code)
    process.stdout.write(String(answer))
    process.exit()`
  const child = spawn(process.execPath, ['--input-type=module', '-e', code, url], {
    stdio: ['ignore', 'pipe', 'inherit'],
    uid: nobody,
    gid: nobody,
  })
  const [answer] = await Promise.all([text(child.stdout), once(child, 'exit')])
  return answer
}

async function answerTo(port: number, message: string): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => {})
  socket.write(Buffer.from(message, 'latin1'))
  return text(socket)
}
