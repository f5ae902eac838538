import { Agent } from 'node:https'
import { ask } from '../support/ask.ts'
import { expect, password, test, uniqueEmail } from '../support/fixtures.ts'
import { type FreshServer, startFreshServer } from '../support/fresh-server.ts'
import { guessesOf, guessForm, idOf } from '../support/guesses.ts'
import { startMailbox } from '../support/mailbox.ts'
import { type Front, site as host, newNetwork, startFront, strangerPort } from '../support/nginx/front.ts'
import { type PlainForm, readForm } from '../support/plain-form.ts'

// nginx has deploy/nginx.conf, and Rollcall sees it at another address than loopback.
const site = `https://${host}`
const network = newNetwork()
const [visitor, other, third] = network.visitors
const madeUp = '203.0.113.61'

// All tests share one server behind one nginx.
test.describe.configure({ mode: 'default' })
test.use({ role: 'nobody' })
let mail: Awaited<ReturnType<typeof startMailbox>> | undefined
let server: FreshServer | undefined
let front: Front | undefined
const agents = new Map<string, Agent>()

test.beforeAll(async () => {
  mail = await startMailbox()
  server = await startFreshServer({
    DATABASE_URL: process.env.DATABASE_URL ?? '',
    TRUSTED_PROXIES: network.proxy,
    PUBLIC_URL: site,
    SMTP_URL: `smtp://127.0.0.1:${mail.port}`,
  })
  front = await startFront(network, Number(new URL(server.url).port))
})

test.afterAll(async () => {
  for (const agent of agents.values()) agent.destroy()
  await front?.close()
  await server?.close()
  mail?.close()
})

type Options = { from?: string; origin?: string; headers?: Record<string, string>; form?: FormData }

/** Asks nginx like a visitor. */
async function visit(path: string, options: Options = {}): Promise<Response> {
  const { from = visitor, origin = site, headers = {}, form } = options
  const ca = front?.ca ?? ''
  const agent = agents.get(from) ?? new Agent({ keepAlive: true, maxSockets: 8 })
  agents.set(from, agent)
  const asked = { from, to: network.proxy, ca, agent, headers, ...(form && { form }) }
  const answer = await ask(`${origin}${path}`, asked)
  // Read at once, so that the connection is free for the next request.
  const body = await answer.arrayBuffer()
  return new Response(body.byteLength > 0 ? body : null, answer)
}

/** A wrong password for somebody nobody knows. */
async function guess(options: Options): Promise<string> {
  const headers = { origin: site, 'next-action': idOf('createUser'), ...options.headers }
  return (await visit('/users/new', { ...options, headers, form: guessForm() })).text()
}

test('guesses count for the visitor, who is limited alone and cannot borrow another address', async ({
  db,
}) => {
  const forged = { 'x-forwarded-for': `${other}, ${madeUp}`, 'x-real-ip': other, forwarded: `for=${other}` }
  expect(await guess({ headers: forged })).toContain('is not right')
  const counts = async () =>
    Promise.all([visitor, other, madeUp, network.proxy].map((address) => guessesOf(db, address)))
  expect(await counts()).toEqual([1, 0, 0, 0])
  for (let guesses = 1; guesses < 100; guesses += 11)
    await Promise.all(Array.from({ length: 11 }, () => guess({})))
  for (const headers of [{}, forged, { 'x-forwarded-for': other }])
    expect(await guess({ headers })).toContain('There were too many tries')
  expect(await guess({ from: other })).toContain('is not right')
})

test('requests count for the visitor, who is limited alone and cannot borrow another address', async () => {
  const forged = { 'x-forwarded-for': `${other}, ${madeUp}` }
  // Past the cache of nginx and from memory, so that a slow machine sends enough of them within a minute.
  const count = async (headers = {}) =>
    (await visit('/api/users?limit=1', { headers: { prefer: 'none', ...headers } })).status
  const seen = new Set<number>()
  let around: number[]
  do {
    let statuses: number[]
    do {
      statuses = await Promise.all(Array.from({ length: 100 }, () => count()))
      for (const status of statuses) seen.add(status)
    } while (!statuses.includes(429))
    around = [await count(), await count(forged), await count()]
    // The minute may end in between.
  } while (around[0] !== 429 || around[2] !== 429)
  expect([[...seen], around[1]]).toEqual([[200, 429], 429])
  expect((await visit('/api/users/0', { from: other })).status).toBe(404)
})

test('the headers of a proxy that nobody named are ignored', async ({ db }) => {
  const origin = `${site}:${strangerPort}`
  const headers = { host, 'x-forwarded-for': madeUp }
  expect(await guess({ origin, from: other, headers })).toContain('is not right')
  const [stranger, behind, forged] = [network.stranger, other, madeUp]
  expect(await guessesOf(db, stranger)).toBe(1)
  const before = await guessesOf(db, behind)
  await guess({ origin, from: other, headers })
  expect([await guessesOf(db, stranger), await guessesOf(db, behind), await guessesOf(db, forged)]).toEqual([
    2,
    before,
    0,
  ])
})

test('links of pages and mails carry PUBLIC_URL, and other hosts are misdirected', async ({ signIn }) => {
  const evil = 'evil.example'
  const forged = { 'x-forwarded-host': evil, 'x-forwarded-proto': 'http', 'x-forwarded-port': '81' }
  const page = await (await visit('/api', { headers: forged })).text()
  expect(page).toContain(`${site}/api/users?limit=2`)
  expect(page).not.toContain(evil)
  for (const path of ['/users', '/api/users', '/sign-in']) {
    const answer = await visit(path, { headers: { host: evil } })
    expect([path, answer.status]).toEqual([path, 421])
  }

  const { account } = await signIn('viewer')
  const form = readForm('/sign-in/forgot', await (await visit('/sign-in/forgot')).text(), '')
  const asked = await send(form, { email: account.email }, '', forged)
  expect([asked.status, asked.headers.get('location')]).toEqual([303, '/sign-in'])
  const mailed = () => mail?.messages.filter((text) => text.includes(`To: ${account.email}`)) ?? []
  await expect.poll(mailed).toHaveLength(1)
  expect(mailed()[0]).toMatch(/https:\/\/people\.example\.org\/password\/[\w-]{43}\s/)
  expect(mailed()[0]).not.toContain(evil)
})

test('somebody signs in and adds a person without scripts, with cookies for https alone', async ({
  signIn,
  db,
}) => {
  const { account } = await signIn('editor')
  const signInPage = await visit('/sign-in', { from: third })
  expect(signInPage.headers.get('strict-transport-security')).toBe('max-age=31536000')
  const signInForm = readForm('/sign-in', await signInPage.text(), '')
  const signedIn = await send(signInForm, { email: account.email, password }, '')
  expect([signedIn.status, signedIn.headers.get('location')]).toEqual([303, '/users'])
  const set = signedIn.headers.getSetCookie()
  expect(set.filter((text) => !/; Secure/i.test(text))).toEqual([])
  const session = set.find((text) => text.startsWith('__Host-session='))?.split(';')[0] ?? ''
  expect(session).toMatch(/^__Host-session=[\w-]{43}$/)

  const name = `Ada ${uniqueEmail()}`
  const newPage = await visit('/users/new', { from: third, headers: { cookie: session } })
  const added = await send(readForm('/users/new', await newPage.text(), ''), { name }, session)
  const location = added.headers.get('location') ?? ''
  expect([added.status, location]).toEqual([303, expect.stringMatching(/^\/users\/\d+$/)])
  const cookies = [session, ...added.headers.getSetCookie().map((text) => text.split(';')[0])]
  const accept = { accept: 'text/html', cookie: cookies.join('; ') }
  expect(await (await visit(location, { from: third, headers: accept })).text()).toContain('Person added')

  const uploadPage = await visit('/users/import', { from: third, headers: { cookie: session } })
  const upload = readForm('/users/import', await uploadPage.text(), '')
  // More than nginx takes unless told.
  const file = new File([`name,about\n${`${name},${'x'.repeat(900)}\n`.repeat(2_000)}`], 'people.csv')
  const taken = await send(upload, { file }, session)
  expect([taken.status, taken.headers.get('location')]).toEqual([
    303,
    expect.stringMatching(/^\/users\/import\/\d+$/),
  ])
  await db.deleteFrom('imports').where('accountId', '=', account.id).execute()
})

/** Posts like a browser without scripts. */
function send(
  { url, fields }: PlainForm,
  values: Record<string, string | File>,
  cookie: string,
  headers: Record<string, string> = {},
): Promise<Response> {
  const form = new FormData()
  for (const [name, value] of fields) form.append(name, values[name] ?? value)
  for (const [name, value] of Object.entries(values)) if (!form.has(name)) form.append(name, value)
  return visit(url, { from: third, headers: { origin: site, cookie, ...headers }, form })
}
