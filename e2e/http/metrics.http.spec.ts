import { once } from 'node:events'
import { connect } from 'node:net'
import { type Executor, open, transaction } from '#db/database.ts'
import type { Actor } from '#db/policy.ts'
import { openPublicView } from '#db/settings/settings.ts'
import * as users from '#db/users/edit.ts'
import { blankUser } from '#db/users/values.ts'
import { ask, ownAddress } from '../support/ask.ts'
import { expect, test } from '../support/fixtures.ts'
import { type FreshServer, openStore, startFreshServer } from '../support/fresh-server.ts'
import { openForm, post } from '../support/plain-form.ts'

const token = 'a-token-for-prometheus'
const [canary, email] = ['Canaryname', 'canary.email@example.org']
const keeper: Actor = { id: null, name: 'test', role: 'admin' }

test.describe('metrics', () => {
  test.describe.configure({ mode: 'serial', timeout: 600_000 })

  let store: { url: string; close(): Promise<void> }
  let server: FreshServer
  let tokenServer: FreshServer
  let db: Executor

  test.beforeAll(async () => {
    store = await openStore('metrics')
    server = await startFreshServer({ DATABASE_URL: store.url, ACCESS_LOG: '1' })
    const PUBLIC_URL = 'https://people.example.org'
    tokenServer = await startFreshServer({ DATABASE_URL: store.url, METRICS_TOKEN: token, PUBLIC_URL })
    db = open(store.url)
    await openPublicView(db)
    await transaction(db, (trx) => users.create(trx, { ...blankUser, name: canary, email }, keeper))
  })

  test.afterAll(async () => {
    await db.destroy()
    await server.close()
    await tokenServer.close()
    await store.close()
  })

  /** The value of one line, or 0. */
  async function read(line: string): Promise<number> {
    const text = await (await fetch(`${server.url}/metrics`)).text()
    return Number(
      text
        .split('\n')
        .find((each) => each.startsWith(`${line} `))
        ?.split(' ')
        .at(-1) ?? 0,
    )
  }

  async function change(line: string, work: () => Promise<unknown>): Promise<number> {
    const before = await read(line)
    await work()
    return (await read(line)) - before
  }

  const requests = (method: string, route: string, status: number) =>
    `rollcall_http_requests_total{method="${method}",route="${route}",status="${status}"}`
  const get = async (path: string, init: RequestInit = {}) =>
    (await fetch(`${server.url}${path}`, { redirect: 'manual', ...init })).text()

  test('requests are counted by route and status, no matter what answers them', async () => {
    const cases: [string, () => Promise<unknown>][] = [
      [requests('GET', '/users', 200), () => get('/users')],
      [requests('GET', '/users/[id]', 200), () => get('/users/1')],
      [requests('GET', '/users/[id]', 404), () => get('/users/987654')],
      [requests('GET', '/api/users', 200), () => get('/api/users')],
      [requests('GET', '/api/[...path]', 404), () => get('/api/nothing')],
      [requests('GET', 'other', 404), () => get('/nothing')],
      [requests('GET', '/healthz', 200), () => get('/healthz')],
      [requests('other', '/healthz', 405), () => get('/healthz', { method: 'DELETE' })],
      [requests('POST', '/users', 403), () => get('/users', { method: 'POST', headers: { Origin: 'null' } })],
      [requests('GET', '/robots.txt', 200), () => upgrade('/robots.txt')],
      [requests('GET', '/metrics', 200), () => get('/metrics')],
    ]
    // A scrape counts itself in the next one.
    for (const [line, work] of cases)
      expect([line, await change(line, work)]).toEqual([line, line.includes('/metrics') ? 2 : 1])
    expect(await read('rollcall_http_requests_in_progress')).toBe(1)
  })

  test('a form without scripts is one request, and its time is in the histogram', async () => {
    const form = await openForm(`${server.url}/sign-in`, '')
    const count = 'rollcall_http_request_duration_seconds_count{method="POST",route="/sign-in"}'
    const guess = () => post(form, { email, password: 'wrong horse battery' })
    expect(await change(count, guess)).toBe(1)
  })

  test('answers from memory, connections and queues are there', async () => {
    const hits = 'rollcall_answers_from_memory_total{outcome="hit"}'
    await get('/api/users?limit=7')
    await expect(async () => expect(await change(hits, () => get('/api/users?limit=7'))).toBe(1)).toPass()
    const misses = 'rollcall_answers_from_memory_total{outcome="miss"}'
    expect(await change(misses, () => get('/api/users?limit=8'))).toBe(1)
    expect(await read('rollcall_database_connections_limit')).toBe(20)
    expect(await read('rollcall_database_connections{state="idle"}')).toBeGreaterThan(0)
    const text = await get('/metrics')
    for (const line of [
      'rollcall_database_waiting 0',
      'rollcall_writes{queue="directory",state="waiting"} 0',
      'rollcall_mails_total{outcome="failed"} 0',
      'rollcall_imports_total{outcome="saved"} 0',
      '# TYPE nodejs_eventloop_lag_p99_seconds gauge',
    ])
      expect(text).toContain(line)
  })

  test('nobody else gets more than for an address that is missing', async () => {
    const shown = async (answer: Response) => [
      answer.status,
      (await answer.text())
        .replaceAll(/<script[\s\S]*?<\/script>| nonce="[^"]*"/g, '')
        .replaceAll('metrics', 'nothing'),
    ]
    const proxied = { 'x-forwarded-for': '127.0.0.1' }
    const missing = await shown(await fetch(`${server.url}/nothing`))
    expect(missing[0]).toBe(404)
    expect(await shown(await fetch(`${server.url}/metrics`, { headers: proxied }))).toEqual(missing)
    const own = ownAddress()
    const address = `http://${own}:${new URL(server.url).port}`
    const from = { from: own }
    expect((await ask(`${address}/metrics`, from)).status).toBe(404)
    const rebound = { from: '127.0.0.1', headers: { host: 'evil.example' } }
    expect((await ask(`http://127.0.0.1:${new URL(server.url).port}/metrics`, rebound)).status).toBe(404)
  })

  test('with a token it opens to those who send it, by any address', async () => {
    const status = async (headers = {}) => (await fetch(`${tokenServer.url}/metrics`, { headers })).status
    expect(await status()).toBe(404)
    expect(await status({ authorization: 'Bearer a-token-for-nobody' })).toBe(404)
    expect(await status({ authorization: `Bearer ${token}` })).toBe(200)
    expect(await status({ authorization: `Bearer ${token}`, 'x-forwarded-for': '192.0.2.7' })).toBe(200)
  })

  test('neither the metrics nor the log has anything about people', async () => {
    const query = `q=${canary}+${encodeURIComponent(email)}`
    for (const path of [
      `/users?${query}`,
      `/api/users?${query}`,
      `/${email}`,
      `/users/${canary}`,
      `/api/${canary}`,
    ])
      await get(path, { headers: { 'x-request-id': 'edge.12345678' } })
    const form = await openForm(`${server.url}/sign-in`, '')
    await post(form, { email, password: canary })
    const text = await get('/metrics')
    expect(text).toContain('route="/users/[id]"')
    await expect.poll(() => server.log()).toContain('"requestId":"edge.12345678"')
    for (const word of [canary, email, encodeURIComponent(email), 'canary.email'])
      for (const [place, shown] of Object.entries({ metrics: text, log: server.log() }))
        expect([place, word, shown.includes(word)]).toEqual([place, word, false])
  })

  test('each line of the log is JSON, and the access log has a line for each request', async () => {
    const lines = server
      .log()
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line))
    const answered = lines.filter(({ msg }) => msg === 'answered')
    expect(answered).toContainEqual({
      level: 30,
      time: expect.any(String),
      requestId: expect.stringMatching(/^[\w.-]{8,64}$/),
      method: 'GET',
      route: '/users/[id]',
      status: 404,
      seconds: expect.any(Number),
      msg: 'answered',
    })
    expect(tokenServer.log()).not.toContain('"answered"')
    const refused = lines.find(({ msg }) => msg.startsWith('refused: This form was sent from another site'))
    expect(answered.map(({ requestId }) => requestId)).toContain(refused.requestId)
  })

  /** Resolves once the connection is closed. */
  async function upgrade(path: string): Promise<void> {
    const { port } = new URL(server.url)
    const socket = connect(Number(port), 'localhost')
    socket.write(
      `GET ${path} HTTP/1.1\r\nHost: localhost:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
    )
    socket.resume()
    await once(socket, 'close')
  }
})
