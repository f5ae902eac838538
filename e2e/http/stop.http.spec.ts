import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import * as sessions from '#db/accounts/sessions.ts'
import { type Executor, open, transaction } from '#db/database.ts'
import { freePort } from '#db/testing/free-port.ts'
import { expect, test, uniqueEmail } from '../support/fixtures.ts'
import { type FreshServer, openStore, startFreshServer } from '../support/fresh-server.ts'
import { openForm, type PlainForm, post } from '../support/plain-form.ts'

// An import of so many answers before all are saved.
const many = 600

test.describe('a server', () => {
  test.describe.configure({ mode: 'serial', timeout: 900_000 })

  let store: { url: string; close(): Promise<void> }
  let server: FreshServer
  let db: Executor

  test.beforeAll(async () => {
    store = await openStore('stop')
    db = open(store.url)
  })

  test.beforeEach(async () => {
    server = await startFreshServer({ DATABASE_URL: store.url })
  })

  test.afterEach(() => server.close())

  test.afterAll(async () => {
    await db.destroy()
    await store.close()
  })

  test('that is told to stop closes each connection with its answer, and ends when posts and imports are done', async () => {
    const cookie = await signIn()
    const busy = askForEver(server.url)
    const finishProbe = await beginGet(`${server.url}/readyz`)
    const email = uniqueEmail()
    const finishPost = await beginPost(await openForm(`${server.url}/users/new`, cookie), {
      name: 'Late',
      email,
    })
    const rows = Array.from({ length: many }, (_, n) => `Person ${n},stop${n}@example.com`)
    const file = new File([['name,email', ...rows].join('\n')], 'people.csv')
    const { headers } = await post(await openForm(`${server.url}/users/import`, cookie), { file })
    const preview = await openForm(`${server.url}${headers.get('location')}`, cookie)
    expect((await post(preview, { step: 'import' })).status).toBe(303)

    server.kill('SIGTERM')
    await expect.poll(server.log, { timeout: 300_000 }).toContain('"msg":"stopping"')
    const ready = await finishProbe()
    expect(ready).toMatch(/^HTTP\/1\.1 503 /)
    expect(ready).toMatch(/^connection: close\r$/im)
    const saved = await finishPost()
    expect(saved).toMatch(/^HTTP\/1\.1 303 /m)
    expect(saved).toMatch(/^connection: close\r$/im)
    expect(await busy).toMatch(/^connection: close\r$/im)
    expect(await server.ended).toBe(143)
    await expect(fetch(`${server.url}/healthz`)).rejects.toThrow()
    expect(await countPeople(email)).toBe(1)
    expect(await countPeople('stop%@example.com')).toBe(many)
  })

  test('whose starter is killed ends too, although a client keeps it busy', async () => {
    const busy = askForEver(server.url)
    server.kill('SIGKILL')
    await expect
      .poll(
        () =>
          fetch(`${server.url}/healthz`).then(
            () => 'answers',
            () => 'free',
          ),
        { timeout: 300_000 },
      )
      .toBe('free')
    expect(await busy).toMatch(/^connection: close\r$/im)
  })

  test('that npm started ends with npm, which hands no signal on', async () => {
    const port = await freePort()
    const npm = spawn('npm', ['start'], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, DATABASE_URL: store.url, PORT: String(port) },
    })
    const ended = once(npm.stdout, 'close')
    let log = ''
    npm.stdout.setEncoding('utf8').on('data', (data) => (log += data))
    npm.stderr.resume()
    await expect.poll(() => status(port), { timeout: 300_000 }).toBe(200)
    npm.kill('SIGTERM')
    // Resolves after the last process of the server has ended.
    await ended
    expect(log).toContain('"msg":"stopping"')
    expect(await status(port)).toBe('free')
  })

  async function status(port: number): Promise<number | string> {
    return fetch(`http://localhost:${port}/readyz`).then(
      ({ status }) => status,
      () => 'free',
    )
  }

  async function signIn(): Promise<string> {
    return transaction(db, async (trx) => {
      const { id } = await trx
        .insertInto('accounts')
        .values({ email: uniqueEmail(), role: 'editor', password: null })
        .returning('id')
        .executeTakeFirstOrThrow()
      return `session=${await sessions.start(trx, id, 'Playwright')}`
    })
  }

  async function countPeople(pattern: string): Promise<number> {
    const { count } = await db
      .selectFrom('users')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('email', 'like', pattern)
      .executeTakeFirstOrThrow()
    return count
  }
})

/** Repeats requests on one connection until the server closes it. @returns the last answers */
async function askForEver(url: string): Promise<string> {
  const socket = connect(Number(new URL(url).port), 'localhost')
  const ask = () => socket.write('GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n')
  let last = ''
  socket.on('error', () => {}) // the server may close while the next question is on its way
  const closed = new Promise((resolve) => socket.once('close', resolve))
  socket.setEncoding('utf8').on('data', (data) => {
    last = (last + data).slice(-1_000)
    if (socket.writable) ask()
  })
  await once(socket, 'connect')
  ask()
  await closed
  return last
}

/** Sends the rest of a request, and reads the answer until the server closes the connection. */
type OpenRequest = () => Promise<string>

/** Sends a request without its final empty line. */
async function beginGet(url: string): Promise<OpenRequest> {
  const { port, pathname, host } = new URL(url)
  const socket = connect(Number(port), 'localhost')
  await once(socket, 'connect')
  socket.write(`GET ${pathname} HTTP/1.1\r\nHost: ${host}\r\n`)
  return () => {
    socket.write('\r\n')
    return text(socket)
  }
}

/** Posts the first half of a form, once the server waits for the rest. */
async function beginPost(form: PlainForm, values: Record<string, string>): Promise<OpenRequest> {
  const { port, pathname, origin, host } = new URL(form.url)
  const data = new FormData()
  for (const [name, value] of form.fields) data.append(name, values[name] ?? value)
  const encoded = new Response(data)
  const type = encoded.headers.get('content-type')
  const body = Buffer.from(await encoded.arrayBuffer())
  const socket = connect(Number(port), 'localhost')
  socket.write(
    `POST ${pathname} HTTP/1.1\r\nHost: ${host}\r\nOrigin: ${origin}\r\nCookie: ${form.cookie}\r\n` +
      `Content-Type: ${type}\r\nContent-Length: ${body.length}\r\nExpect: 100-continue\r\n\r\n`,
  )
  await once(socket, 'readable')
  socket.write(body.subarray(0, body.length / 2))
  return () => {
    socket.write(body.subarray(body.length / 2))
    return text(socket)
  }
}
