import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort } from '#db/testing/free-port.ts'
import { ask } from '../support/ask.ts'
import { expect, test } from '../support/fixtures.ts'
import { type FreshServer, startFreshServer } from '../support/fresh-server.ts'
import { guessesOf, guessForm, idOf } from '../support/guesses.ts'
import { findCaddy } from '../support/machine/caddy.ts'

// Caddy has deploy/Caddyfile, with other ports, and a certificate of its own making.
const site = 'people.example.org'
const visitor = '127.0.0.77'
const madeUp = '203.0.113.77'

test.describe.configure({ mode: 'default' })
test.use({ role: 'nobody' })
let server: FreshServer | undefined
let front: Awaited<ReturnType<typeof startCaddy>> | undefined

test.beforeAll(async () => {
  server = await startFreshServer({
    DATABASE_URL: process.env.DATABASE_URL ?? '',
    PUBLIC_URL: `https://${site}`,
  })
  front = await startCaddy(new URL(server.url).port)
})

test.afterAll(async () => {
  await front?.close()
  await server?.close()
})

async function startCaddy(rollcallPort: string) {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-caddy-'))
  const [http, https] = [await freePort(), await freePort()]
  const shipped = await readFile('deploy/Caddyfile', 'utf8')
  const own = `{
    admin off
    local_certs
    skip_install_trust
    default_bind 127.0.0.1
    http_port ${http}
    https_port ${https}
  }`
  const file = join(folder, 'Caddyfile')
  await writeFile(file, `${own}\n${shipped}`)
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    ROLLCALL_UPSTREAM: `127.0.0.1:${rollcallPort}`,
    XDG_DATA_HOME: folder,
    XDG_CONFIG_HOME: folder,
  }
  const args = ['run', '--adapter', 'caddyfile', '--config', file]
  const child: ChildProcess = spawn(resolve(findCaddy() ?? ''), args, { env, stdio: 'ignore' })
  const ended = once(child, 'exit')
  const authority = join(folder, 'caddy/pki/authorities/local/root.crt')
  let ca = ''
  while (!ca || !(await isReady({ https, ca }))) {
    if (child.exitCode !== null) throw new Error('Caddy does not start')
    await pause(50)
    ca = await readFile(authority, 'utf8').catch(() => '')
  }
  return {
    http,
    https,
    ca,
    close: async () => {
      child.kill('SIGTERM')
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function isReady({ https, ca }: { https: number; ca: string }): Promise<boolean> {
  return askThrough({ https, ca }, '/healthz').then(
    ({ ok }) => ok,
    () => false,
  )
}

type Options = { headers?: Record<string, string>; form?: FormData }

function askThrough({ https, ca }: { https: number; ca: string }, path: string, options: Options = {}) {
  const { headers = {}, form } = options
  const asked = {
    from: visitor,
    to: '127.0.0.1',
    ca,
    headers: { host: site, ...headers },
    ...(form && { form }),
  }
  return ask(`https://${site}:${https}${path}`, asked)
}

function visit(path: string, options: Options = {}): Promise<Response> {
  return askThrough(front ?? { https: 0, ca: '' }, path, options)
}

test('http leads to https', async () => {
  const answer = await ask(`http://${site}:${front?.http}/users?q=Ada`, {
    from: visitor,
    to: '127.0.0.1',
    headers: { host: site },
  })
  expect(answer.status).toBe(308)
  expect(answer.headers.get('location')).toMatch(/^https:\/\/people\.example\.org(:\d+)?\/users\?q=Ada$/)
})

test('pages are for https and PUBLIC_URL, and forged headers change nothing', async () => {
  const forged = { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'http', 'x-forwarded-port': '81' }
  const answer = await visit('/api', { headers: forged })
  expect(answer.headers.get('strict-transport-security')).toBe('max-age=31536000')
  const text = await answer.text()
  expect(text).toContain(`https://${site}/api/users?limit=2`)
  expect(text).not.toContain('evil.example')
})

test('guesses count for the visitor, who cannot borrow another address', async ({ db }) => {
  const forged = { 'x-forwarded-for': madeUp, forwarded: `for=${madeUp}` }
  const headers = { origin: `https://${site}`, 'next-action': idOf('createUser'), ...forged }
  const before = await guessesOf(db, visitor)
  expect(await (await visit('/users/new', { headers, form: guessForm() })).text()).toContain('is not right')
  expect([await guessesOf(db, visitor), await guessesOf(db, madeUp)]).toEqual([before + 1, 0])
})

test('a form that is too large is answered by Rollcall, and not by Caddy', async () => {
  const form = new FormData()
  form.append('file', new File(['x'.repeat(20_000_000)], 'people.csv'))
  const answer = await visit('/users/import', { headers: { origin: `https://${site}` }, form })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/users/import'])
})
