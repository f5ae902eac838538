import { askForPasswordLink } from '#db/accounts/access.ts'
import { createAccount } from '#db/accounts/edit.ts'
import { type Executor, open, transaction } from '#db/database.ts'
import type { Actor } from '#db/policy.ts'
import { expect, test, uniqueEmail } from '../support/fixtures.ts'
import { type FreshServer, openStore, startFreshServer } from '../support/fresh-server.ts'
import { startMailbox } from '../support/mailbox.ts'
import { post, readForm } from '../support/plain-form.ts'

// All tests share one mail server and one directory of their own.
test.describe.configure({ mode: 'default' })

const keeper: Actor = { id: null, name: 'test', role: 'admin' }
const site = 'https://people.example.org'
let mail: Awaited<ReturnType<typeof startMailbox>>
let store: Awaited<ReturnType<typeof openStore>>
let directory: Executor
let server: FreshServer

test.beforeAll(async () => {
  mail = await startMailbox()
  store = await openStore('mailed-link-attacks')
  server = await startFreshServer({
    DATABASE_URL: store.url,
    SMTP_URL: `smtp://127.0.0.1:${mail.port}`,
    PUBLIC_URL: site,
  })
  directory = open(store.url)
  await directory.updateTable('directory').set({ mailedLinks: true }).execute()
  await addAccount()
})

test.afterAll(async () => {
  await directory?.destroy()
  await server?.close()
  mail?.close()
  await store?.close()
})

test('the answer is the same for every address, and only an account that is not disabled gets a link', async () => {
  const [account, off] = [await addAccount(), await addAccount()]
  await directory.updateTable('accounts').set({ disabledAt: new Date() }).where('id', '=', off.id).execute()
  const unknown = uniqueEmail()
  const answers = []
  for (const email of [off.email, unknown, account.email]) answers.push(await seen(await ask(email)))
  expect(answers[0]).toMatchObject({
    status: 303,
    location: '/sign-in?next=%2Fusers',
    cookies: ['__Host-asked', 'notice'],
  })
  expect(answers).toEqual(Array(3).fill(answers[0]))
  await expect.poll(() => mailTo(account.email)).toHaveLength(1)
  expect([...mailTo(off.email), ...mailTo(unknown)]).toEqual([])
  expect(await eventsOf(account.id, off.id)).toEqual([{ verb: 'ask-sign-in-link', actor: 'Somebody' }])
})

test('the fourth request of an hour is refused in the same words for every address', async () => {
  const account = await addAccount()
  for (const email of [account.email, uniqueEmail()]) {
    for (let tries = 1; tries <= 3; tries++) expect((await ask(email)).status).toBe(303)
    const refused = await ask(email.toUpperCase(), { network: '198.51.100.3' })
    expect(refused.status).toBe(200)
    expect(await refused.text()).toMatch(/There were too many tries\. Try again in (60|5\d) minutes\./)
    expect(refused.headers.getSetCookie().join()).not.toContain('asked')
  }
  await expect.poll(() => mailTo(account.email)).toHaveLength(3)
})

test('looking at a link uses nothing up, and it signs in from one form', async () => {
  const { path, cookie } = await getLink()
  for (const method of ['GET', 'HEAD', 'GET', 'HEAD', 'GET', 'GET', 'GET'])
    for (const jar of [cookie, '']) {
      const looked = await fetch(`${server.url}${path}`, { method, headers: through({ cookie: jar }) })
      expect([method, looked.status, looked.headers.get('cache-control')]).toEqual([
        method,
        200,
        expect.stringContaining('no-store'),
      ])
      expect(looked.headers.getSetCookie().join()).not.toContain('session')
    }
  const forms = [await openLink(path, cookie), await openLink(path, cookie), await openLink(path, cookie)]
  const answers = await Promise.all(forms.map(press))
  const used = answers.findIndex(({ status }) => status === 303)
  expect(answers.filter(({ status }) => status === 303)).toHaveLength(1)
  expect(answers[used]?.headers.get('location')).toBe('/teams?letter=A')
  await expectSignedIn(answers[used])
  for (const [at, form] of forms.entries()) {
    const again = await press(form)
    if (at === used) await expectSignedIn(again)
    else expect([again.status, await again.text()]).toEqual([200, expect.stringContaining('was used before')])
  }
  expect((await fetch(`${server.url}${path}`, { headers: through({ cookie }) })).status).toBe(404)
})

test('a double click on its button signs in', async () => {
  const { path, cookie } = await getLink()
  const form = await openLink(path, cookie)
  for (const answer of await Promise.all([press(form), press(form)])) await expectSignedIn(answer)
})

test('another browser is asked, and without its answer it is refused', async () => {
  const account = await addAccount()
  const { path, cookie } = await getLink(account)
  const ours = await openLink(path, cookie)
  expect(ours.fields.map(([name]) => name)).not.toContain('elsewhere')
  for (const jar of ['', '__Host-asked=of-somebody-else', `asked=${cookie.split('=')[1]}`]) {
    const refused = await press({ ...ours, cookie: jar })
    expect([refused.status, await refused.text()]).toEqual([
      200,
      expect.stringContaining('This link was asked for in another browser. Open it again'),
    ])
    expect(refused.headers.getSetCookie().join()).not.toContain('session')
    const page = await (await fetch(`${server.url}${path}`, { headers: through({ cookie: jar }) })).text()
    expect(page).toContain(account.email)
  }
  const theirs = await openLink(path, '')
  expect((await press(theirs)).status).toBe(303)
})

test('a button on a page of another site signs nobody in', async () => {
  const { path } = await getLink()
  const form = await openLink(path, '')
  for (const origin of ['https://evil.example', 'null']) {
    const answer = await post(form, {}, { ...through({}), origin })
    expect([origin, answer.headers.getSetCookie().join()]).toEqual([
      origin,
      expect.not.stringContaining('session'),
    ])
  }
  expect((await press(form)).status).toBe(303)
})

test('a link of 15 minutes ago, of a disabled account and from before the setting was taken back is over', async () => {
  const account = await addAccount()
  const { path, cookie } = await getLink(account)
  const form = await openLink(path, cookie)
  const over = async (word: string) => {
    const answer = await press(form)
    expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining(word)])
  }
  const allow = (mailedLinks: boolean) => directory.updateTable('directory').set({ mailedLinks }).execute()
  await allow(false)
  await over('Links by email do not sign in here')
  await allow(true)
  const disable = (disabledAt: Date | null) =>
    directory.updateTable('accounts').set({ disabledAt }).where('id', '=', account.id).execute()
  await disable(new Date())
  await over('has expired')
  await disable(null)
  await directory
    .updateTable('signInLinks')
    .set({ expiresAt: new Date() })
    .where('accountId', '=', account.id)
    .execute()
  await over('has expired')
  expect((await fetch(`${server.url}${path}`, { headers: through({ cookie }) })).status).toBe(404)
})

test('a new link replaces that of the same browser, and strangers replace none', async () => {
  const account = await addAccount()
  const first = await getLink(account)
  await ask(account.email)
  await expect.poll(() => mailTo(account.email)).toHaveLength(2)
  expect(await statusOf(first.path)).toBe(200)
  await ask(account.email, { cookie: first.cookie })
  await expect.poll(() => mailTo(account.email)).toHaveLength(3)
  expect(await statusOf(first.path)).toBe(404)
})

test('it leads to no other site, and the mail has nothing that a stranger wrote', async () => {
  for (const next of ['https://evil.example/', '//evil.example', '/\\evil.example', '/%2F%2Fevil.example']) {
    const { path, cookie, text } = await getLink(await addAccount(), next)
    expect(text).not.toContain('evil')
    const answer = await press(await openLink(path, cookie))
    expect([next, answer.status, answer.headers.get('location')]).toEqual([next, 303, '/users'])
  }
})

test('it chooses no password, and a link for a password does not sign in', async () => {
  const account = await addAccount()
  const { path, cookie } = await getLink(account)
  expect(await statusOf(path.replace('/sign-in/link/', '/password/'))).toBe(404)
  const asked = await transaction(directory, (trx) => askForPasswordLink(trx, account.email))
  expect(await statusOf(`/sign-in/link/${asked?.token}`)).toBe(404)
  const answer = await post(await openLink(path, cookie), { token: asked?.token ?? '' }, through({ cookie }))
  expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining('was used before')])
})

/** Asks for a link. @returns its path, the text of its mail, and the cookie of the browser that asked */
async function getLink(account?: { email: string }, next = '/teams?letter=A') {
  const { email } = account ?? (await addAccount())
  const cookie = cookieIn(await ask(email, { next }), '__Host-asked')
  await expect.poll(() => mailTo(email)).toHaveLength(1)
  const [text = ''] = mailTo(email)
  const path = /https:\/\/people\.example\.org(\/sign-in\/link\/[\w-]{43})\s/.exec(text)?.[1] ?? ''
  return { path, text, cookie }
}

let networks = 0

/** From a network of its own. */
async function ask(
  email: string,
  { network = `203.0.113.${++networks}`, cookie = '', next = '' } = {},
): Promise<Response> {
  const url = `${server.url}/sign-in/link${next && `?${new URLSearchParams({ next })}`}`
  const headers = { ...through({ cookie }), 'x-forwarded-for': network }
  const form = readForm(url, await (await fetch(url, { headers })).text(), cookie)
  return post(form, { email }, headers)
}

async function openLink(path: string, cookie: string) {
  const url = `${server.url}${path}`
  return readForm(url, await (await fetch(url, { headers: through({ cookie }) })).text(), cookie)
}

function press(form: Parameters<typeof post>[0]): Promise<Response> {
  return post(form, {}, through({ cookie: form.cookie }))
}

async function expectSignedIn(answer: Response | undefined): Promise<void> {
  const cookie = cookieIn(answer, '__Host-session')
  const profile = await fetch(`${server.url}/profile`, { headers: through({ cookie }), redirect: 'manual' })
  expect([answer?.status, profile.status]).toEqual([303, 200])
}

async function statusOf(path: string): Promise<number> {
  return (await fetch(`${server.url}${path}`, { headers: through({}) })).status
}

/** As a proxy on this machine passes on what came to the site. */
function through({ cookie = '' }: { cookie?: string }): Record<string, string> {
  return {
    cookie,
    origin: site,
    'x-forwarded-host': 'people.example.org',
    'x-forwarded-proto': 'https',
    'x-forwarded-for': '198.51.100.7',
  }
}

function mailTo(email: string): string[] {
  return mail.messages.filter((text) => text.includes(`To: ${email}`))
}

/** What can be seen of an answer, without what differs at random. */
async function seen(answer: Response) {
  const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split('=')[0] ?? '')
  return {
    status: answer.status,
    location: answer.headers.get('location'),
    cookies: cookies.sort(),
    names: [...answer.headers.keys()].sort(),
    body: await answer.text(),
  }
}

function cookieIn(response: Response | undefined, name: string): string {
  const found = response?.headers.getSetCookie().find((each) => each.startsWith(`${name}=`))
  return (found ?? '').split(';')[0] ?? ''
}

function eventsOf(...ids: number[]) {
  return directory
    .selectFrom('events')
    .select(['verb', 'actor'])
    .where('accountId', 'in', ids)
    .where('verb', '<>', 'create-account')
    .execute()
}

function addAccount() {
  const account = { email: uniqueEmail(), role: 'viewer' as const, userEmail: '' }
  return transaction(directory, (trx) => createAccount(trx, account, keeper))
}
