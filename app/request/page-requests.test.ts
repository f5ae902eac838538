import { createServer, type IncomingHttpHeaders, request as send } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addressHeader, largestForm, repeatedHeader } from '#actions/request/request.schema.ts'
import { preparePages } from './page-requests.ts'
import { count, keyOf, pagesPerMinute } from './request-limit.ts'

const busy = '2001:db8:1:2::1'
const neighbour = '2001:db8:1:2:ffff::9'
const elsewhere = '2001:db8:1:3::1'

type Answer = { status: number; headers: IncomingHttpHeaders; seen: IncomingHttpHeaders }

/** In the place of Next: says which headers it was given. */
const server = createServer((request, response) => response.end(JSON.stringify(request.headers)))

beforeAll(async () => {
  preparePages()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  for (let sent = 0; sent < pagesPerMinute; sent++) expect(await count('pages', keyOf(busy))).toBe(0)
})
afterAll(() => server.close())

function ask(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  const { port } = server.address() as AddressInfo
  return new Promise((resolve, reject) => {
    const given = { [addressHeader]: '127.0.0.1', ...headers }
    send({ port, path, method, headers: given, agent: false }, async (response) => {
      const text = (await response.toArray()).join('')
      const seen = text.startsWith('{') ? JSON.parse(text) : {}
      resolve({ status: response.statusCode ?? 0, headers: response.headers, seen })
    })
      .on('error', reject)
      .end()
  })
}

test('a network of IPv6 has one count', async () => {
  for (const address of [busy, neighbour]) {
    const refused = await ask('/users', { [addressHeader]: address })
    expect([refused.status, Number(refused.headers['retry-after'])]).toEqual([429, expect.any(Number)])
  }
  expect((await ask('/users', { [addressHeader]: elsewhere })).status).toBe(200)
})

test('a page that Next repeats is not counted again', async () => {
  expect((await ask('/users', { [addressHeader]: busy, [repeatedHeader]: '1' })).status).toBe(200)
})

test.each(['/api/users', '/healthz', '/_next/static/a.js'])('%s is no page', async (path) => {
  const { status, headers } = await ask(path, { [addressHeader]: busy })
  expect([status, headers['content-security-policy']]).toEqual([200, undefined])
})

test('a page gets its method and address, without the parameter of the router', async () => {
  const { seen, headers } = await ask('/users?q=a%20b&_rsc=1abc&q=c?d', { 'x-rollcall-path': '/made-up' })
  expect(seen).toMatchObject({ 'x-rollcall-method': 'GET', 'x-rollcall-path': '/users?q=a%20b&q=c?d' })
  expect(seen['content-security-policy']).toBe(headers['content-security-policy'])
})

test('two pages never share a nonce', async () => {
  const [one, other] = [await ask('/users'), await ask('/users')]
  expect(one.headers['content-security-policy']).toMatch(/'nonce-[\w+/]{22}=='/)
  expect(one.headers['content-security-policy']).not.toBe(other.headers['content-security-policy'])
})

test('a notice is shown once, and not by what is fetched ahead', async () => {
  const cookie = 'session=x; notice=user-added.1a; other=y'
  const opened = await ask('/users', { cookie, accept: 'text/html' })
  expect(opened.seen['x-rollcall-notice']).toBe('user-added.1a')
  expect(opened.headers['set-cookie']).toEqual(['notice=; Path=/; Max-Age=0; SameSite=lax'])
  const ahead = await ask('/users', { cookie, accept: 'text/html', 'sec-purpose': 'prefetch' })
  expect(ahead.headers['set-cookie']).toBeUndefined()
})

test('nobody sets a notice but its cookie, and that only in its form', async () => {
  const { seen, headers } = await ask('/users', {
    cookie: 'notice=<b>',
    accept: 'text/html',
    'x-rollcall-notice': 'user-added.1a',
    'x-forwarded-proto': 'https',
  })
  expect(seen['x-rollcall-notice']).toBeUndefined()
  expect(headers['set-cookie']).toEqual(['notice=; Path=/; Max-Age=0; SameSite=lax; Secure'])
})

test.each(['/users/new', '//evil.example/users', '/\\evil.example'])(
  'a form that is too large leads back to %s on this site',
  async (path) => {
    const refused = await ask(path, { 'content-length': String(largestForm + 1) }, 'POST')
    expect([refused.status, refused.headers.location]).toEqual([303, path.replace(/^[/\\]+/, '/')])
    expect(refused.headers['set-cookie']).toEqual([expect.stringMatching(/^notice=too-large\.[0-9a-f]{8};/)])
  },
)

test('a form without a length is refused', async () => {
  const refused = await ask('/users/new', { 'transfer-encoding': 'chunked' }, 'POST')
  expect(refused.status).toBe(411)
})
