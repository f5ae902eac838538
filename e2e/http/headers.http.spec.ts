import { expect, password, test } from '../support/fixtures.ts'
import { scoreOf } from '../support/observatory.ts'
import { openForm, post, readForm } from '../support/plain-form.ts'

const https = { 'x-forwarded-proto': 'https' }

test("pages on https have 115 points or more by the rules of Mozilla's Observatory", async ({
  baseURL,
  signIn,
}) => {
  const { cookie } = await signIn('admin')
  const session = cookie.replace('session=', '__Host-session=')
  const notice = 'notice=user-created.1'
  for (const [path, cookies] of [
    ['/sign-in', ''],
    ['/users', session],
    ['/users', `${session}; ${notice}`],
    ['/users/new', session],
    ['/settings', session],
    ['/api', ''],
    ['/nowhere', ''],
  ] as const) {
    const headers = { ...https, accept: 'text/html', cookie: cookies }
    const answer = await fetch(`${baseURL}${path}`, { headers, redirect: 'manual' })
    expect([200, 404]).toContain(answer.status)
    const score = scoreOf({ headers: answer.headers, html: await answer.text() })
    expect([path, score]).toEqual([path, expect.any(Number)])
    expect(score, path).toBeGreaterThanOrEqual(115)
    expect(answer.headers.get('cache-control'), path).toContain('no-store')
  }
})

test('only on https are browsers told to stay there', async ({ baseURL }) => {
  for (const path of ['/users', '/api/users', '/icon.svg', '/healthz']) {
    const [secure, plain] = [
      await fetch(`${baseURL}${path}`, { headers: https }),
      await fetch(baseURL + path),
    ]
    expect([path, secure.headers.get('strict-transport-security')]).toEqual([path, 'max-age=31536000'])
    expect([path, plain.headers.get('strict-transport-security')]).toEqual([path, null])
  }
})

test('other sites may load the API alone, and open no window into a page', async ({ baseURL }) => {
  for (const [path, policy] of [
    ['/users', 'same-origin'],
    ['/api', 'same-origin'],
    ['/icon.svg', 'same-origin'],
    ['/api/users', 'cross-origin'],
    ['/api/users/0', 'cross-origin'],
    ['/api/users.csv', 'cross-origin'],
    ['/api/openapi.json', 'cross-origin'],
  ] as const) {
    const { headers } = await fetch(`${baseURL}${path}`)
    expect([path, headers.get('cross-origin-resource-policy')]).toEqual([path, policy])
    expect([path, headers.get('cross-origin-opener-policy')]).toEqual([path, 'same-origin'])
  }
})

test('a page may write to the clipboard, and use nothing else of the machine', async ({ baseURL }) => {
  const policy = (await fetch(`${baseURL}/users`)).headers.get('permissions-policy') ?? ''
  const [first, ...others] = policy.split(', ')
  expect(first).toBe('clipboard-write=(self)')
  expect(others).toEqual(expect.arrayContaining(['camera=()', 'geolocation=()', 'microphone=()']))
  expect(others.every((feature) => feature.endsWith('=()'))).toBe(true)
})

test('on https a notice and a secret that is shown once travel on https alone, the secret for this host', async ({
  baseURL,
  signIn,
}) => {
  const { account } = await signIn('admin')
  const headers = { origin: String(baseURL), ...https }
  const signedIn = await post(
    await openForm(`${baseURL}/sign-in`, ''),
    { email: account.email, password },
    headers,
  )
  const cookiesOf = (answer: Response) => answer.headers.getSetCookie().map((text) => text.split('; '))
  const session = cookiesOf(signedIn).find(([first]) => first?.startsWith('__Host-session='))?.[0] ?? ''
  const page = await fetch(`${baseURL}/tokens/new`, { headers: { cookie: session, ...https } })
  const form = readForm(`${baseURL}/tokens/new`, await page.text(), session)
  const made = await post(form, { name: 'Intranet' }, headers)
  const cookies = cookiesOf(made)
  for (const name of ['notice', '__Host-shown-tokens']) {
    const [, ...attributes] = cookies.find(([first]) => first?.startsWith(`${name}=`)) ?? []
    expect([name, attributes]).toEqual([name, expect.arrayContaining(['Path=/', 'Secure', 'Max-Age=60'])])
  }
  const cookie = [session, ...cookies.map(([first]) => first)].join('; ')
  const shown = await fetch(`${baseURL}/tokens`, { headers: { cookie, accept: 'text/html', ...https } })
  const secret = /__Host-shown-tokens=\d+\.([^;]+)/.exec(cookie)?.[1] ?? 'none'
  expect(await shown.clone().text()).toContain(secret)
  expect(await shown.text()).toContain('role="status"')
  expect(shown.headers.getSetCookie().join()).toMatch(/notice=;.*Max-Age=0.*Secure/)
})
