import { createAccount } from '#db/accounts/edit.ts'
import { start } from '#db/accounts/sessions.ts'
import { type Executor, open, transaction } from '#db/database.ts'
import type { Actor, Role } from '#db/policy.ts'
import { ask, ownAddress } from '../support/ask.ts'
import { expect, test, uniqueEmail } from '../support/fixtures.ts'
import { type FreshServer, openStore, startFreshServer } from '../support/fresh-server.ts'
import { readForm } from '../support/plain-form.ts'

// All tests share one directory of their own, and one server that listens on all addresses.
test.describe.configure({ mode: 'default' })

const keeper: Actor = { id: null, name: 'test', role: 'admin' }
// One that the operator names, and one that is trusted unless others are named.
const proxy = ownAddress()
const stranger = '127.0.0.1'
let store: Awaited<ReturnType<typeof openStore>>
let directory: Executor
let server: FreshServer

test.beforeAll(async () => {
  store = await openStore('auth-proxy')
  server = await startFreshServer({
    DATABASE_URL: store.url,
    TRUSTED_PROXIES: proxy,
    AUTH_PROXY_HEADER: 'Remote-Email',
  })
  directory = open(store.url)
  await addAccount('admin')
})

test.afterAll(async () => {
  await directory?.destroy()
  await server?.close()
  await store?.close()
})

test('the header of a trusted proxy signs in, on the page that was asked for', async () => {
  const { id, email } = await addAccount('editor')
  const browser = newBrowser(proxy, email.toUpperCase())
  const page = await browser.visit('/activity?deed=trash')
  expect([page.status, page.path]).toEqual([200, '/activity?deed=trash'])
  expect(page.text).toContain(email)
  for (let more = 0; more < 3; more++) expect((await browser.visit('/profile')).status).toBe(200)
  const sessions = await directory
    .selectFrom('sessions')
    .select('byProxy')
    .where('accountId', '=', id)
    .execute()
  expect(sessions).toEqual([{ byProxy: true }])
  expect(await verbsOf(id)).toEqual(['create-account', 'sign-in'])
})

test('the header of anybody else is nothing', async () => {
  const { email } = await addAccount('admin')
  for (const headers of [
    {},
    { 'x-forwarded-for': proxy },
    { 'x-rollcall-person': email },
    { 'x-rollcall-person': email, 'x-rollcall-address': proxy, 'x-rollcall-seal': '' },
  ]) {
    const browser = newBrowser(stranger, email, headers)
    const page = await browser.visit('/profile')
    expect([page.status, page.path]).toEqual([200, '/sign-in?next=%2Fprofile'])
    const straight = await browser.visit('/sign-in/proxy?next=/profile')
    expect([straight.status, straight.path]).toEqual([200, '/sign-in?next=%2Fprofile'])
    expect(browser.cookies()).not.toContain('session')
  }
})

test('a session that the proxy began is nobody without the header, and beside that of somebody else', async () => {
  const [ada, ben] = [await addAccount('admin'), await addAccount('viewer')]
  const browser = newBrowser(proxy, ada.email)
  expect((await browser.visit('/settings')).status).toBe(200)
  const session = browser.cookies()
  const without = newBrowser(proxy, undefined, {}, session)
  expect((await without.visit('/settings')).path).toBe('/sign-in?next=%2Fsettings')
  const elsewhere = newBrowser(stranger, ada.email, {}, session)
  expect((await elsewhere.visit('/settings')).path).toBe('/sign-in?next=%2Fsettings')

  const other = newBrowser(proxy, ben.email, {}, session)
  expect((await other.visit('/settings')).status).toBe(403)
  const profile = await other.visit('/profile')
  expect([profile.text.includes(ben.email), profile.text.includes(ada.email)]).toEqual([true, false])
  expect(await verbsOf(ada.id)).toEqual(['create-account', 'sign-in', 'sign-out'])
  // It has ended for good.
  expect(await sessionsOf(ada.id)).toBe(0)
})

test('a session that began with a password counts without the header, but not beside that of somebody else', async () => {
  const [ada, ben] = [await addAccount('admin'), await addAccount('viewer')]
  const token = await transaction(directory, (trx) => start(trx, ada.id, 'Playwright'))
  const session = `session=${token}`
  expect((await newBrowser(stranger, undefined, {}, session).visit('/settings')).status).toBe(200)
  expect((await newBrowser(proxy, undefined, {}, session).visit('/settings')).status).toBe(200)
  expect((await newBrowser(proxy, ada.email, {}, session).visit('/settings')).status).toBe(200)
  expect((await newBrowser(proxy, ben.email, {}, session).visit('/settings')).status).toBe(403)
})

test('a form acts for nobody but the person of the header', async () => {
  const [ada, ben] = [await addAccount('admin'), await addAccount('admin')]
  const browser = newBrowser(proxy, ada.email)
  await browser.visit('/teams/new')
  const session = browser.cookies()
  const count = () => directory.selectFrom('teams').select('id').execute()
  const before = (await count()).length
  for (const [from, email] of [
    [proxy, undefined],
    [stranger, ada.email],
    [proxy, ben.email],
    [proxy, `${ada.email}, ${ben.email}`],
  ] as const) {
    const page = (await browser.visit('/teams/new')).text
    const answer = await newBrowser(from, email, {}, session).send('/teams/new', page, { name: 'Navy' })
    expect([from, email, answer.status]).toEqual([from, email, 200])
    expect((await count()).length).toBe(before)
    // Whom the proxy names now has the text again, as after any other sign-in within a form.
    if (email === ben.email) expect(await answer.text()).toContain('You are signed in again')
  }
  const own = newBrowser(proxy, ada.email)
  const page = (await own.visit('/teams/new')).text
  expect((await own.send('/teams/new', page, { name: 'Navy' })).status).toBe(303)
  expect((await count()).length).toBe(before + 1)
})

test('a disabled account, somebody unknown and two addresses are refused in words', async () => {
  const [off, ada] = [await addAccount('admin'), await addAccount('admin')]
  await directory.updateTable('accounts').set({ disabledAt: new Date() }).where('id', '=', off.id).execute()
  for (const setting of ['linked', 'everybody'] as const) {
    await directory.updateTable('directory').set({ ssoAdmits: setting }).execute()
    const unknown = setting === 'linked' ? [uniqueEmail()] : []
    for (const email of [off.email, `${ada.email}, ${uniqueEmail()}`, 'nobody', ...unknown]) {
      const browser = newBrowser(proxy, email)
      const page = await browser.visit('/users')
      expect([email, page.status, browser.cookies().includes('session')]).toEqual([email, 403, false])
      expect(page.text).toContain('No account with this address may sign in here')
      expect((await browser.visit('/sign-in/proxy')).status).toBe(403)
    }
  }
})

test('an account that is disabled later is out at once', async () => {
  const { id, email } = await addAccount('admin')
  const browser = newBrowser(proxy, email)
  expect((await browser.visit('/settings')).status).toBe(200)
  await directory.updateTable('accounts').set({ disabledAt: new Date() }).where('id', '=', id).execute()
  expect((await browser.visit('/settings')).status).toBe(403)
})

test('somebody new becomes one viewer where everybody is let in', async () => {
  await directory.updateTable('directory').set({ ssoAdmits: 'everybody' }).execute()
  const email = uniqueEmail()
  const pages = await Promise.all([1, 2, 3].map(() => newBrowser(proxy, email).visit('/users')))
  expect(pages.map(({ status }) => status)).toEqual([200, 200, 200])
  const accounts = await directory.selectFrom('accounts').select('role').where('email', '=', email).execute()
  expect(accounts).toEqual([{ role: 'viewer' }])
})

test('the public view is not kept from people, and signs in those who have an account', async () => {
  const { email } = await addAccount('viewer')
  await directory.updateTable('directory').set({ publicView: true, ssoAdmits: 'linked' }).execute()
  const [member, unknown] = [newBrowser(proxy, email), newBrowser(proxy, uniqueEmail())]
  expect((await member.visit('/users')).text).toContain(email)
  const page = await unknown.visit('/users')
  expect([page.status, page.path]).toEqual([200, '/users'])
  await directory.updateTable('directory').set({ publicView: false }).execute()
})

test('signing out says that the proxy signs people in, and the next page does so again', async () => {
  const { email } = await addAccount('viewer')
  const browser = newBrowser(proxy, email)
  const { text } = await browser.visit('/profile')
  const answer = await browser.send('/profile', text, {}, 'Sign out')
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/sign-in?way=out'])
  const page = await browser.visit('/sign-in?way=out')
  expect(page.text).toContain('To sign out for good')
  expect(browser.cookies()).not.toContain('session')
  expect((await browser.visit('/profile')).status).toBe(200)
})

test('a browser that keeps no cookies does not go round in circles', async () => {
  const { id, email } = await addAccount('viewer')
  const page = await newBrowser(proxy, email, {}, undefined, false).visit('/profile')
  expect([page.status, page.path]).toEqual([200, '/sign-in?way=out'])
  expect(await sessionsOf(id)).toBe(1)
})

test('it leads to no other site', async () => {
  const { email } = await addAccount('viewer')
  for (const next of ['https://evil.example/', '//evil.example', '/\\evil.example']) {
    const query = new URLSearchParams({ next })
    const page = await newBrowser(proxy, email).visit(`/sign-in/proxy?${query}`)
    expect([next, page.status, page.path]).toEqual([next, 200, '/users'])
  }
})

/** A browser without scripts, behind a proxy at `from` that names somebody. It follows redirects. */
function newBrowser(
  from: string,
  email?: string,
  more: Record<string, string> = {},
  session = '',
  keepsCookies = true,
) {
  const jar = new Map(session ? [session.split('=') as [string, string]] : [])
  const cookies = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
  const urlOf = (path: string) => `http://${from}:${new URL(server.url).port}${path}`
  const headers = () => ({ ...more, ...(email && { 'remote-email': email }), cookie: cookies() })
  return { cookies, visit, send }

  async function visit(asked: string) {
    let path = asked
    for (let steps = 0; steps < 10; steps++) {
      const answer = keep(await ask(urlOf(path), { from, headers: headers() }))
      const location = answer.headers.get('location')
      if (!location) return { status: answer.status, path, text: await answer.text() }
      const url = new URL(location, urlOf(path))
      expect(url.hostname).toBe(new URL(urlOf('')).hostname)
      path = `${url.pathname}${url.search}`
    }
    throw new Error(`${asked} goes round in circles`)
  }

  async function send(path: string, page: string, values: Record<string, string>, button?: string) {
    const form = new FormData()
    const { fields } = readForm(path, page, '', button)
    for (const [name, value] of fields) if (!(name in values)) form.append(name, value)
    for (const [name, value] of Object.entries(values)) form.append(name, value)
    const origin = new URL(urlOf('')).origin
    return keep(await ask(urlOf(path), { from, headers: { ...headers(), origin }, form }))
  }

  function keep(answer: Response): Response {
    for (const line of keepsCookies ? answer.headers.getSetCookie() : []) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=')
      if (value) jar.set(name, value)
      else jar.delete(name)
    }
    return answer
  }
}

function addAccount(role: Role) {
  const account = { email: uniqueEmail(), role, userEmail: '' }
  return transaction(directory, (trx) => createAccount(trx, account, keeper))
}

async function verbsOf(accountId: number): Promise<string[]> {
  const events = await directory
    .selectFrom('events')
    .select('verb')
    .where('accountId', '=', accountId)
    .orderBy('id')
    .execute()
  return events.map(({ verb }) => verb)
}

async function sessionsOf(accountId: number): Promise<number> {
  return (await directory.selectFrom('sessions').select('id').where('accountId', '=', accountId).execute())
    .length
}
