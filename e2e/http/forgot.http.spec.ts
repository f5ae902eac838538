import { expect, test, uniqueEmail } from '../support/fixtures.ts'
import { type FreshServer, startFreshServer } from '../support/fresh-server.ts'
import { startMailbox } from '../support/mailbox.ts'
import { openForm, post, readForm } from '../support/plain-form.ts'

// All tests share one mail server.
test.describe.configure({ mode: 'default' })
const site = 'https://people.example.org'
let mail: Awaited<ReturnType<typeof startMailbox>>
test.beforeAll(async () => {
  mail = await startMailbox()
})
test.afterAll(() => mail.close())

test.describe('with PUBLIC_URL', () => {
  let server: FreshServer
  test.beforeAll(async () => {
    server = await start({ PUBLIC_URL: site })
  })
  test.afterAll(() => server.close())

  test('the answer is the same for every address, and an account gets a link', async ({ signIn, db }) => {
    const [{ account }, off] = [await signIn('viewer'), (await signIn('viewer')).account]
    await db.updateTable('accounts').set({ disabledAt: new Date() }).where('id', '=', off.id).execute()
    const network = '198.51.100.1'
    const unknown = uniqueEmail()
    const answers = []
    for (const email of [off.email, unknown, account.email])
      answers.push(await seen(await ask(email, network)))
    expect(answers[0]).toMatchObject({ status: 303, location: '/sign-in', notice: 'link-asked' })
    expect(answers).toEqual(Array(3).fill(answers[0]))

    await expect.poll(() => mailTo(account.email)).toHaveLength(1)
    expect([...mailTo(off.email), ...mailTo(unknown)]).toEqual([])
    const [message = ''] = mailTo(account.email)
    expect(message).toContain('The link works once, within one hour')
    const path = /https:\/\/people\.example\.org(\/password\/[\w-]{43})\s/.exec(message)?.[1]
    const form = await open(`${path}`, network)
    const chosen = { newPassword: 'another tundra pocket violin' }
    expect((await post(form, chosen, through(network))).status).toBe(303)
    expect((await fetch(form.url, { headers: through(network) })).status).toBe(404)
    const events = await db
      .selectFrom('events')
      .select(['verb', 'actor'])
      .where('accountId', 'in', [account.id, off.id])
      .where('verb', '=', 'ask-password-link')
      .execute()
    expect(events).toEqual([{ verb: 'ask-password-link', actor: 'Somebody' }])
  })

  test('the fourth request of an hour is refused in the same words for every address', async ({ signIn }) => {
    const { account } = await signIn('viewer')
    for (const email of [account.email, uniqueEmail()]) {
      for (let tries = 1; tries <= 3; tries++) expect((await ask(email, '198.51.100.2')).status).toBe(303)
      const refused = await ask(email.toUpperCase(), '198.51.100.3')
      expect(refused.status).toBe(200)
      expect(await refused.text()).toMatch(/There were too many tries\. Try again in (60|5\d) minutes\./)
    }
    await expect.poll(() => mailTo(account.email)).toHaveLength(3)
  })

  test('a made-up host reaches no mail', async ({ signIn }) => {
    const { account } = await signIn('viewer')
    const network = '198.51.100.4'
    const evil = { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' }
    const form = await open('/sign-in/forgot', network)
    await post(form, { email: account.email }, { ...through(network), ...evil })
    await ask(account.email, network)
    await expect
      .poll(() => mailTo(account.email).filter((text) => text.includes(`${site}/password/`)))
      .not.toEqual([])
    expect(mail.messages.filter((text) => text.includes('evil.example'))).toEqual([])
  })

  async function ask(email: string, network: string): Promise<Response> {
    return post(await open('/sign-in/forgot', network), { email }, through(network))
  }

  async function open(path: string, network: string) {
    const url = `${server.url}${path}`
    return readForm(url, await (await fetch(url, { headers: through(network) })).text(), '')
  }
})

test.describe('without PUBLIC_URL', () => {
  let server: FreshServer
  test.beforeAll(async () => {
    server = await start()
  })
  test.afterAll(() => server.close())

  test('only somebody on this machine gets a link, and the log says what to set', async ({ signIn }) => {
    expect(server.log()).toContain('PUBLIC_URL is not set, so people who forgot their password')
    const { account } = await signIn('viewer')
    const url = `${server.url}/sign-in/forgot`
    const form = await openForm(url, '')
    const { host, origin } = new URL(server.url)
    for (const headers of [
      { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' },
      { origin, 'x-forwarded-host': host, 'x-forwarded-for': '203.0.113.9' },
      { origin: 'http://localhost.evil.example', 'x-forwarded-host': 'localhost.evil.example' },
    ]) {
      const refused = await post(form, { email: account.email }, headers)
      expect([headers, refused.status, await refused.text()]).toEqual([
        headers,
        200,
        expect.stringContaining('Ask an admin of this directory'),
      ])
      const page = await (await fetch(url, { headers })).text()
      expect(page).toContain('npm run accounts -- link EMAIL')
      expect(page).not.toContain('Send link')
    }
    expect((await post(form, { email: account.email })).status).toBe(303)
    await expect.poll(() => mailTo(account.email)).toHaveLength(1)
    expect(mailTo(account.email)[0]).toContain(`${origin}/password/`)
    expect(mail.messages.filter((text) => text.includes('evil.example'))).toEqual([])
  })
})

function start(env: Record<string, string> = {}): Promise<FreshServer> {
  return startFreshServer({
    DATABASE_URL: process.env.DATABASE_URL ?? '',
    SMTP_URL: `smtp://127.0.0.1:${mail.port}`,
    ...env,
  })
}

/** As a proxy on this machine passes on what came from a network. */
function through(network: string): Record<string, string> {
  return {
    origin: site,
    'x-forwarded-host': 'people.example.org',
    'x-forwarded-proto': 'https',
    'x-forwarded-for': network,
  }
}

function mailTo(email: string): string[] {
  return mail.messages.filter((text) => text.includes(`To: ${email}`))
}

/** What can be seen of an answer, without what differs at random. */
async function seen(answer: Response) {
  const cookies = answer.headers
    .getSetCookie()
    .map((cookie) => cookie.replace(/\.[0-9a-f]{8};| Expires=[^;]+;/g, ''))
  const notice = /^notice=([a-z-]+)/.exec(cookies.find((cookie) => cookie.startsWith('notice=')) ?? '')?.[1]
  const names = [...answer.headers.keys()].sort()
  return {
    status: answer.status,
    location: answer.headers.get('location'),
    notice,
    cookies,
    names,
    body: await answer.text(),
  }
}
