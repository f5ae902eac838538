import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { lstatSync, readdirSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { freePort } from '#db/testing/free-port.ts'
import { copyPreparedStore } from '#db/testing/prepared-store.ts'
import { expect, test } from '../support/fixtures.ts'
import { openForm, post } from '../support/plain-form.ts'

const run = promisify(execFile)
const largestBytes = 80_000_000
const chosen = 'maple tundra pocket violin'
const email = 'admin@example.org'

// All tests share one release, unpacked where no packages are above it.
test.describe.configure({ mode: 'default' })
let folder = ''
let release = ''

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rollcall-release-'))
  const dist = join(folder, 'dist')
  await run(process.execPath, ['--import', 'tsx', 'deploy/release/package.ts', dist])
  const archive = (await filesIn(dist)).find((name) => name.endsWith('.tar.gz')) ?? ''
  await run('tar', ['xzf', join(dist, archive), '-C', folder])
  release = join(folder, archive.replace('.tar.gz', ''))
})

test.afterAll(() => rm(folder, { recursive: true, force: true }))

test('what serves is below 80 MB, and holds no packages for developers', () => {
  const entries = readdirSync(release, { recursive: true, encoding: 'utf8' })
  const sizes = entries.map((name) => lstatSync(join(release, name))).filter((entry) => entry.isFile())
  expect(sizes.reduce((sum, { size }) => sum + size, 0)).toBeLessThan(largestBytes)
  const packages = readdirSync(join(release, 'node_modules'))
  for (const name of ['tsx', 'esbuild', 'typescript', 'vitest', 'sharp']) expect(packages).not.toContain(name)
  expect(entries.filter((name) => name.endsWith('.node'))).toEqual([])
})

test('the files of a release carry the version, and have checksums and a list of packages', async () => {
  const { version } = JSON.parse(await readFile('package.json', 'utf8'))
  const names = [`rollcall-${version}.cdx.json`, `rollcall-${version}.tar.gz`]
  const dist = join(folder, 'dist')
  expect((await filesIn(dist)).sort()).toEqual(['SHA256SUMS', ...names])
  const sums = await readFile(join(dist, 'SHA256SUMS'), 'utf8')
  for (const name of names) {
    const sum = createHash('sha256')
      .update(await readFile(join(dist, name)))
      .digest('hex')
    expect(sums).toContain(`${sum}  ${name}\n`)
  }
  const bill = JSON.parse(await readFile(join(dist, names[0] ?? ''), 'utf8'))
  const listed = bill.components.map(({ name }: { name: string }) => name)
  expect([bill.bomFormat, listed.includes('next'), listed.includes('vitest')]).toEqual([
    'CycloneDX',
    true,
    false,
  ])
})

test('it starts with node alone, is set up, stops in order, and keeps everything', async () => {
  const store = join(folder, 'store')
  await copyPreparedStore(store)
  const first = await start(store)
  try {
    const code = /within an hour: ([A-Z0-9-]+)/.exec(first.log())?.[1] ?? ''
    const setup = await openForm(`${first.url}/setup`, '')
    const done = await post(setup, { code, email, newPassword: chosen, view: 'anyone' })
    expect(done.status).toBe(303)
    const cookie = cookiesOf(done)
    const form = await openForm(`${first.url}/users/new`, cookie)
    expect((await post(form, { name: 'Ada Lovelace' })).status).toBe(303)
    const command = await node(store, ['accounts', 'list'])
    expect(command.stdout).toContain(email)
  } finally {
    first.child.kill('SIGTERM')
    // As from npm start: 128 and the number of the signal.
    expect(await first.ended).toBe(143)
  }
  const second = await start(store)
  try {
    expect(await (await fetch(`${second.url}/api/users`)).json()).toMatchObject([{ name: 'Ada Lovelace' }])
    const signIn = await openForm(`${second.url}/sign-in`, '')
    expect((await post(signIn, { email, password: chosen })).status).toBe(303)
  } finally {
    second.child.kill('SIGTERM')
    await second.ended
  }
})

test('its commands are those of package.json, and an unknown one gets their names', async () => {
  const { stdout } = await node(folder, ['help'])
  for (const name of ['start', 'import', 'accounts', 'db:migrate', 'db:copy', 'events:clear'])
    expect(stdout).toContain(name)
  const unknown = node(folder, ['constructor'])
  await expect(unknown).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining('Commands: start') })
})

/** Nothing but node: no npm, no packages, and none of the variables of this run. */
function settings(store: string, port = 0) {
  const env: NodeJS.ProcessEnv = {
    NODE_ENV: 'production',
    PATH: '/nowhere',
    ROLLCALL_DATA_DIR: store,
    ...(port > 0 && { PORT: String(port) }),
  }
  return { cwd: folder, env }
}

function node(store: string, args: string[]) {
  return run(process.execPath, [join(release, 'rollcall.mjs'), ...args], settings(store))
}

type Server = { url: string; child: ChildProcess; ended: Promise<number | null>; log: () => string }

async function start(store: string): Promise<Server> {
  const port = await freePort()
  const args = [join(release, 'rollcall.mjs'), 'start', '-H', '127.0.0.1']
  const child = spawn(process.execPath, args, { ...settings(store, port), stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = once(child, 'exit').then(([code]) => code)
  let log = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => (log += text))
  const url = `http://127.0.0.1:${port}`
  while (!(await fetch(`${url}/readyz`).catch(() => undefined))?.ok) {
    if (child.exitCode !== null) throw new Error(`the server ended: ${log}`)
    await pause(100)
  }
  return { url, child, ended, log: () => log }
}

function cookiesOf(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .map((text) => text.split(';')[0])
    .join('; ')
}

async function filesIn(dist: string): Promise<string[]> {
  return readdirSync(dist, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
}
