import { ask, ownAddress } from '../support/ask.ts'
import { expect, password, test } from '../support/fixtures.ts'
import { type FreshServer, startFreshServer } from '../support/fresh-server.ts'
import { guessesOf, guessForm, idOf } from '../support/guesses.ts'
import { type PlainForm, readForm } from '../support/plain-form.ts'

const site = 'https://people.example.org'
const { host } = new URL(site)
// One that the operator names, and one that is trusted unless others are named.
const proxy = ownAddress()
const stranger = '127.0.0.1'

// All tests share one server, which listens on all addresses.
test.describe.configure({ mode: 'default' })
test.use({ role: 'nobody' })
let server: FreshServer
test.beforeAll(async () => {
  const DATABASE_URL = process.env.DATABASE_URL ?? ''
  server = await startFreshServer({ DATABASE_URL, TRUSTED_PROXIES: proxy, PUBLIC_URL: site })
})
test.afterAll(() => server.close())

/** @param from - the address of this machine that connects to itself */
async function open(from: string, path: string, headers: Record<string, string> = {}): Promise<Response> {
  return ask(urlOf(from, path), { from, headers })
}

function urlOf(address: string, path: string): string {
  return `http://${address}:${new URL(server.url).port}${path}`
}

test('a request for another host is misdirected, but for health checks', async () => {
  for (const path of ['/users', '/', '/api/users', '/robots.txt', '/nothing', 'http://localhost/users']) {
    const answer = await ask(urlOf(stranger, ''), { from: stranger, path, headers: { host: 'evil.example' } })
    expect([path, answer.status, await answer.text()]).toEqual([
      path,
      421,
      expect.stringContaining('PUBLIC_URL'),
    ])
  }
  const post = await ask(urlOf(stranger, '/sign-in'), { from: stranger, form: guessForm() })
  expect(post.status).toBe(421)
  expect((await open(stranger, '/users', { host: `${host}.evil.example` })).status).toBe(421)
  expect((await open(stranger, '/api', { host })).status).toBe(200)
  for (const path of ['/healthz', '/readyz']) expect((await open(stranger, path)).status).toBe(200)
})

test('the host that a trusted proxy forwards counts instead of Host', async () => {
  const right = { host: 'rollcall:3000', 'x-forwarded-host': host }
  const wrong = { host, 'x-forwarded-host': 'evil.example' }
  expect((await open(proxy, '/api', right)).status).toBe(200)
  expect((await open(proxy, '/api', wrong)).status).toBe(421)
  expect((await open(stranger, '/api', right)).status).toBe(421)
  expect((await open(stranger, '/api', wrong)).status).toBe(200)
})

test('links carry PUBLIC_URL, not the host of a request', async () => {
  for (const from of [proxy, stranger]) {
    const page = await open(from, '/api', { host, 'x-forwarded-proto': 'http', 'x-forwarded-port': '81' })
    expect(await page.text()).toContain(`${site}/api/users?limit=2`)
  }
})

test('a form is taken from PUBLIC_URL alone, with its scheme, and its cookies are for https', async ({
  signIn,
}) => {
  const { account } = await signIn('viewer')
  const url = urlOf(stranger, '/sign-in')
  const form = readForm(url, await (await open(stranger, '/sign-in', { host })).text(), '')
  const signInFrom = (origin: string) =>
    ask(url, { from: stranger, headers: { host, origin }, form: filled(form, account.email) })
  for (const origin of [`http://${host}`, `${site}:8443`]) {
    const refused = await signInFrom(origin)
    expect([origin, refused.headers.getSetCookie().join()]).toEqual([
      origin,
      expect.not.stringContaining('session'),
    ])
  }
  const answer = await signInFrom(site)
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/users'])
  expect(answer.headers.getSetCookie().join('\n')).toMatch(/^__Host-session=.*; Secure/m)
})

test('a guess counts for the visitor behind a trusted proxy, also in a form that Next repeats', async ({
  db,
}) => {
  const [visitor, madeUp] = ['203.0.113.41', '198.51.100.41']
  for (const page of ['/users/new', '/settings'])
    for (const [from, client] of [
      [proxy, visitor],
      [stranger, stranger],
    ] as const) {
      const before = [await guessesOf(db, client), await guessesOf(db, madeUp)]
      const headers = {
        host,
        origin: site,
        'next-action': idOf('createUser'),
        'x-forwarded-for': `${madeUp}, ${visitor}, ${proxy}`,
      }
      const answer = await ask(urlOf(from, page), { from, headers, form: guessForm() })
      expect([page, from, await answer.text()]).toEqual([page, from, expect.stringContaining('is not right')])
      const counted = (await guessesOf(db, client)) - Number(before[0])
      // Other tests guess from this machine as well.
      expect(counted, page).toBeGreaterThanOrEqual(1)
      if (client === visitor) expect(counted, page).toBe(1)
      expect([page, from, await guessesOf(db, madeUp)]).toEqual([page, from, before[1]])
    }
})

function filled({ fields }: PlainForm, email: string): FormData {
  const form = new FormData()
  const typed: Record<string, string> = { email, password }
  for (const [name, value] of fields) form.append(name, typed[name] ?? value)
  return form
}
