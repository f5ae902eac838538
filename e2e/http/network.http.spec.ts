import { networkInterfaces } from 'node:os'
import { expect, password, test } from '../support/fixtures.ts'
import { type FreshServer, startFreshServer } from '../support/fresh-server.ts'
import { guessesOf, guessForm, idOf } from '../support/guesses.ts'
import { openForm, post, timeoutMs } from '../support/plain-form.ts'

// All tests share one server, which listens on all addresses and keeps its log.
test.describe.configure({ mode: 'default' })
let server: FreshServer
test.beforeAll(async () => {
  server = await startFreshServer({ DATABASE_URL: process.env.DATABASE_URL ?? '' })
})
test.afterAll(() => server.close())

const madeUp = '203.0.113.99'

test('a guess counts for its client, also in a form sent to a page that does not have it', async ({ db }) => {
  for (const page of ['/users/new', '/settings'])
    for (const [host, forwarded, client] of clients()) {
      const before = [await guessesOf(db, client), await guessesOf(db, madeUp)]
      const answer = await guess(`http://${host}:${new URL(server.url).port}`, page, forwarded)
      expect([page, host, answer]).toEqual([page, host, expect.stringContaining('is not right')])
      expect([page, host, await guessesOf(db, client), await guessesOf(db, madeUp)]).toEqual([
        page,
        host,
        Number(before[0]) + 1,
        before[1],
      ])
    }
})

test('only a proxy on this machine says under which address the site is reached', async () => {
  const headers = { 'x-forwarded-host': 'people.example.org', 'x-forwarded-proto': 'https' }
  for (const [host] of clients()) {
    const origin = `http://${host}:${new URL(server.url).port}`
    const page = await (await fetch(`${origin}/api`, { headers })).text()
    const expected = host === 'localhost' ? 'https://people.example.org' : origin
    expect(page).toContain(`${expected}/api/users?limit=2`)
  }
})

test('events carry the network of their client, also of several at once', async ({ db, signIn }) => {
  const form = await openForm(`${server.url}/sign-in`, '')
  const clients = [
    ['203.0.113.1', '203.0.113.1'],
    ['203.0.113.2', '203.0.113.2'],
    ['2001:db8:0:7:1:2:3:4', '2001:db8:0:7'],
  ] as const
  const found = clients.map(async ([address, network]) => {
    const { account } = await signIn('viewer')
    const headers = { origin: server.url, 'x-forwarded-for': address }
    const refused = await post(form, { email: account.email, password: 'a guess' }, headers)
    expect(await refused.text()).toContain('is not right')
    expect((await post(form, { email: account.email, password }, headers)).status).toBe(303)
    const events = await db
      .selectFrom('events')
      .select(['verb', 'network'])
      .where('accountId', '=', account.id)
      .orderBy('id')
      .execute()
    expect(events).toEqual([
      { verb: 'refuse-sign-in', network },
      { verb: 'sign-in', network },
    ])
  })
  await Promise.all(found)
})

test('no request writes a line of its own into the log', async () => {
  const before = server.log().length
  const forged = 'FORGED\n{"level":30,"msg":"FORGED"}\u001b[31m\u009b31m'
  const image = `/_next/image?${new URLSearchParams({ url: `/${forged}`, w: '640', q: '75' })}`
  expect([400, 404]).toContain((await fetch(server.url + image)).status)
  for (const [id, body] of [
    ['FORGED\u009b31m', '[]'],
    [idOf('signIn'), forged],
    [idOf('signIn'), JSON.stringify([`$n${forged}`])],
    [idOf('signIn'), '["$nEND"]'],
  ] as const) {
    const form = new FormData()
    form.append('0', body)
    await send(server.url, '/sign-in', { 'next-action': id }, form)
  }
  const log = () => server.log().slice(before)
  await expect.poll(log, { timeout: 300_000 }).toContain('END')
  const lines = log().split('\n').filter(Boolean)
  for (const line of lines) expect(JSON.parse(line)).toMatchObject({ time: expect.any(String) })
  expect(lines.filter((line) => JSON.parse(line).msg.startsWith('FORGED'))).toEqual([])
  expect(log().replaceAll('\n', '')).not.toMatch(/\p{Cc}/u)
  expect(log()).not.toContain('image')
})

/** An address of the server, the X-Forwarded-For that a client sends to it, and the client's network. */
function clients(): [host: string, forwarded: string, client: string][] {
  const own = Object.values(networkInterfaces()).flatMap((addresses = []) =>
    addresses.filter(({ internal, family }) => !internal && family === 'IPv4').map(({ address }) => address),
  )
  return [
    ...own.map((address): [string, string, string] => [address, madeUp, address]),
    ['localhost', `${madeUp}, 198.51.100.77`, '198.51.100.77'],
  ]
}

/** Tries a password in the form that adds a user, like a browser with scripts. */
async function guess(origin: string, page: string, forwarded: string): Promise<string> {
  const headers = { 'next-action': idOf('createUser'), 'x-forwarded-for': forwarded }
  return (await send(origin, page, headers, guessForm())).text()
}

/** Posts an action like a browser with scripts. */
function send(
  origin: string,
  page: string,
  headers: Record<string, string>,
  body: FormData,
): Promise<Response> {
  return fetch(`${origin}${page}`, {
    method: 'POST',
    body,
    headers: { origin, ...headers },
    signal: AbortSignal.timeout(timeoutMs),
  })
}
