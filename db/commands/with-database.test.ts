import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createAccount } from '../accounts/edit.ts'
import { transaction } from '../database.ts'
import { db, grace } from '../testing/database.ts'

const selectUsers = `
  import pg from 'pg'
  const client = new pg.Client(process.env.DATABASE_URL)
  await client.connect()
  const { rows } = await client.query('select count(*)::int as n from users')
  console.log(rows[0].n, process.env.ROLLCALL_DEMO ?? 'no demo')
  await client.end()`
const waitForSignal = `
  process.on('SIGTERM', () => { console.log('asked to stop'); process.exit(5) })
  setInterval(() => {}, 1000)
  console.log('ready')`
let base: string

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'rollcall-test-'))
})

afterAll(() => rm(base, { recursive: true, force: true, maxRetries: 5 }))

describe('without DATABASE_URL', { timeout: 300_000 }, () => {
  test('the command gets a migrated database, and its exit code is handed on', async () => {
    expect(await run(['--', 'node', '--input-type=module', '-e', selectUsers])).toMatchObject({
      code: 0,
      output: '0 no demo\n',
    })
    expect(await run(['--', 'node', '-e', 'process.exit(7)'])).toMatchObject({ code: 7, errors: '' })
  })

  test('a command of a package is found, and Next reports nothing about its use', async () => {
    const home = await mkdtemp(join(base, 'home-'))
    const { code, output, errors } = await run(['--', 'next', 'telemetry'], {
      HOME: home,
      XDG_CONFIG_HOME: home,
      CI: '',
      NEXT_TELEMETRY_DISABLED: '',
    })
    expect({ code, errors }).toEqual({ code: 0, errors: '' })
    expect(output).toContain('Status: Disabled')
  })

  test('a demo has people', async () => {
    const { code, output } = await run(['--demo', '--', 'node', '--input-type=module', '-e', selectUsers])
    expect(code).toBe(0)
    expect(output).toMatch(/^[1-9]\d* 1\n$/)
  })

  test('everybody knows the password of a demo, so its store serves as nothing else', async () => {
    const demo = { ROLLCALL_DATA_DIR: join(base, 'data', 'demo') }
    const { code, output, errors } = await run(['--', 'node', '-e', 'console.log("started")'], demo)
    expect({ code, output }).toEqual({ code: 1, output: '' })
    expect(errors).toMatch(/^This database belongs to a demo: .*demo@example\.com.*ROLLCALL_DEMO=1.*\n$/)
  })

  test('and its server listens to this machine alone', async () => {
    const { errors } = await run(['--demo', '--', 'next', 'info'])
    expect(errors).toContain("unknown option '-H'")
  })

  test('a signal reaches the command, once', async () => {
    const started = start(['--', 'node', '-e', waitForSignal])
    await once(started.stdout, 'data')
    started.kill('SIGTERM')
    expect(await resultOf(started)).toMatchObject({ code: 5, output: 'asked to stop\n' })
  })

  test('a command that a signal ends gives 128 and its number', async () => {
    expect(await run(['--', 'node', '-e', 'process.kill(process.pid, "SIGTERM")'])).toMatchObject({
      code: 143,
    })
  })

  test('scratch leaves the data directory alone', async () => {
    const untouched = join(base, 'untouched')
    const { code, output } = await run(
      ['--scratch', '--', 'node', '--input-type=module', '-e', selectUsers],
      { ROLLCALL_DATA_DIR: untouched },
    )
    expect({ code, output }).toEqual({ code: 0, output: '0 no demo\n' })
    await expect(readdir(untouched)).rejects.toThrow('ENOENT')
  })
})

describe('an expected failure is told in sentences', { timeout: 300_000 }, () => {
  const command = ['--', 'node', '-e', '']

  test('no command', async () => {
    expect(await run([])).toMatchObject({ code: 1, errors: expect.stringMatching(/^Usage: .+\n$/) })
  })

  test('a server that does not answer', async () => {
    const { code, errors } = await run(command, { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/rollcall' })
    expect(code).toBe(1)
    expect(errors).toMatch(
      /^Cannot use the database rollcall on 127\.0\.0\.1:1: .*ECONNREFUSED.*DATABASE_URL.*\n$/,
    )
  })

  test('an address of another kind', async () => {
    const { code, errors } = await run(command, { DATABASE_URL: 'mysql://127.0.0.1/rollcall' })
    expect(code).toBe(1)
    expect(errors).toContain('DATABASE_URL')
    expect(errors).not.toContain('    at ')
  })

  test('a demo where people have accounts', async () => {
    const email = `${randomUUID()}@example.com`
    await transaction(db, (trx) => createAccount(trx, { email, role: 'viewer', userEmail: '' }, grace))
    const { code, errors } = await run(['--demo', ...command], {
      DATABASE_URL: process.env.DATABASE_URL ?? '',
    })
    expect(code).toBe(1)
    expect(errors).toMatch(/^The database of DATABASE_URL holds accounts of its own.*\n$/)
  })

  test('a port in use, before a database is touched', async () => {
    const other = createServer().listen(0)
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo
    const untouched = join(base, 'untouched')
    const { code, errors } = await run(['--', 'next', 'start'], {
      PORT: String(port),
      ROLLCALL_DATA_DIR: untouched,
    })
    other.close()
    expect(code).toBe(1)
    expect(errors).toMatch(new RegExp(`^Port ${port} is in use.*PORT=${port + 1} npm start\\n$`))
    await expect(readdir(untouched)).rejects.toThrow('ENOENT')
  })

  test('a data directory that cannot be written', async () => {
    await writeFile(join(base, 'file'), '')
    const { code, errors } = await run(command, { ROLLCALL_DATA_DIR: join(base, 'file', 'data') })
    expect(code).toBe(1)
    expect(errors).toMatch(/^Cannot write to .*\n$/)
  })
})

function start(args: string[], env: Record<string, string> = {}) {
  return spawn(process.execPath, ['--import', 'tsx', 'db/commands/with-database.ts', ...args], {
    env: { ...process.env, DATABASE_URL: '', ROLLCALL_DATA_DIR: join(base, 'data'), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

function run(args: string[], env: Record<string, string> = {}) {
  return resultOf(start(args, env))
}

async function resultOf(started: ReturnType<typeof start>) {
  const [output, errors, [code]] = await Promise.all([
    text(started.stdout),
    text(started.stderr),
    once(started, 'exit'),
  ])
  return { code, output, errors }
}
