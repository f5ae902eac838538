import { expect, password, test } from '../support/fixtures.ts'
import { holdGuesses } from '../support/guesses.ts'
import { openForm, type PlainForm, post } from '../support/plain-form.ts'

test.use({ role: 'nobody' })

const signedOut = 307

test('a session that has ended opens nothing, however it ended', async ({ baseURL, signIn, db }) => {
  for (const end of ['deleted', 'disabled', 'idle', 'old'] as const) {
    const { account, cookie } = await signIn('editor')
    expect((await profile(cookie)).status).toBe(200)
    if (end === 'deleted') await db.deleteFrom('sessions').where('accountId', '=', account.id).execute()
    if (end === 'disabled')
      await db.updateTable('accounts').set({ disabledAt: new Date() }).where('id', '=', account.id).execute()
    if (end === 'idle')
      await db
        .updateTable('sessions')
        .set({ usedAt: hoursAgo(12.01) })
        .where('accountId', '=', account.id)
        .execute()
    if (end === 'old')
      await db
        .updateTable('sessions')
        .set({ createdAt: hoursAgo(30 * 24 + 0.01) })
        .where('accountId', '=', account.id)
        .execute()
    expect([end, (await profile(cookie)).status]).toEqual([end, signedOut])
  }

  async function profile(cookie: string) {
    return fetch(`${baseURL}/profile`, { headers: { cookie }, redirect: 'manual' })
  }
})

test('a session in use stays: using it moves the hour it was last used', async ({ baseURL, signIn, db }) => {
  const { account, cookie } = await signIn('viewer')
  await db
    .updateTable('sessions')
    .set({ usedAt: hoursAgo(11) })
    .where('accountId', '=', account.id)
    .execute()
  await fetch(`${baseURL}/profile`, { headers: { cookie } })
  const { usedAt } = await db
    .selectFrom('sessions')
    .select('usedAt')
    .where('accountId', '=', account.id)
    .executeTakeFirstOrThrow()
  expect(usedAt.getTime()).toBeGreaterThan(hoursAgo(1).getTime())
})

test('each sign-in makes a token of its own, and the one presented before ends', async ({
  baseURL,
  signIn,
}) => {
  const { account, cookie } = await signIn('viewer')
  const planted = 'session=planted-by-somebody-else'
  const tokens = new Set<string>()
  for (const presented of [planted, planted, cookie]) {
    const form = await openForm(`${baseURL}/sign-in`, presented)
    const answer = await post(form, { email: account.email, password })
    expect(answer.status).toBe(303)
    const set = answer.headers.getSetCookie().find((text) => text.startsWith('session=')) ?? ''
    expect(set).toMatch(/^session=[\w-]{43}; Path=\/; .*HttpOnly; SameSite=lax$/i)
    expect(set).not.toContain('Secure')
    tokens.add(set.split(';')[0] ?? '')
  }
  expect(tokens.size).toBe(3)
  for (const [presented, status] of [
    [planted, signedOut],
    [cookie, signedOut],
    ...[...tokens].map((token) => [token, 200]),
  ]) {
    const answer = await fetch(`${baseURL}/profile`, {
      headers: { cookie: String(presented) },
      redirect: 'manual',
    })
    expect(answer.status).toBe(status)
  }
})

test('a cookie that was signed out is replayed in vain', async ({ baseURL, signIn }) => {
  const { cookie } = await signIn('admin')
  const url = `${baseURL}/users`
  const html = await (await fetch(url, { headers: { cookie } })).text()
  const form = /<form[^>]*class="action".*?<\/form>/s.exec(html)?.[0] ?? ''
  const fields = [...form.matchAll(/<input[^>]*name="([^"]*)"(?:[^>]*value="([^"]*)")?/g)].map(
    ([, name = '', value = '']): [string, string] => [name, value.replaceAll('&quot;', '"')],
  )
  const answer = await post({ url, fields, cookie } satisfies PlainForm)
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/sign-in'])
  const replayed = await fetch(`${baseURL}/profile`, { headers: { cookie }, redirect: 'manual' })
  expect(replayed.status).toBe(signedOut)
})

test('behind https the cookies belong to this host alone and travel on https alone', async ({
  baseURL,
  signIn,
}) => {
  const { account } = await signIn('viewer')
  const form = await openForm(`${baseURL}/sign-in`, '')
  const https = { origin: String(baseURL), 'x-forwarded-proto': 'https' }
  const answer = await post(form, { email: account.email, password }, https)
  const set = answer.headers.getSetCookie()
  for (const name of ['session', 'known'])
    expect(set).toContainEqual(
      expect.stringMatching(
        new RegExp(`^__Host-${name}=[\\w-]{43}; Path=/; .*Secure; HttpOnly; SameSite=lax$`, 'i'),
      ),
    )
  const token = set.find((text) => text.startsWith('__Host-session'))?.split(';')[0] ?? ''
  const open = async (cookie: string, headers = {}) =>
    (await fetch(`${baseURL}/profile`, { headers: { cookie, ...headers }, redirect: 'manual' })).status
  expect(await open(token, { 'x-forwarded-proto': 'https' })).toBe(200)
  expect(await open(token.replace('__Host-', ''), { 'x-forwarded-proto': 'https' })).toBe(signedOut)
  expect(await open(token)).toBe(signedOut)
})

test('signing in leads back to paths of this site alone', async ({ baseURL, signIn }) => {
  const { account } = await signIn('viewer')
  const form = await openForm(`${baseURL}/sign-in`, '')
  for (const [next, location] of [
    ['/users/12?x=1', '/users/12?x=1'],
    ['/users/./13/../12?x=1', '/users/12?x=1'],
    ['//evil.example', '/users'],
    ['/.//evil.example', '/users'],
    ['/%252fevil.example', '/users'],
  ] as const) {
    const answer = await post(form, { email: account.email, password, next })
    expect([next, answer.status, answer.headers.get('location')]).toEqual([next, 303, location])
  }
})

test('no answer holds a password that was typed', async ({ baseURL, signIn }) => {
  const { account, cookie } = await signIn('viewer')
  const canary = 'canary-3f9a72-canary'
  const answers = [
    await post(await openForm(`${baseURL}/sign-in`, ''), { email: account.email, password: canary }),
    await post(await openForm(`${baseURL}/sign-in`, ''), { email: '', password: canary }),
    await post(await openForm(`${baseURL}/profile`, cookie), {
      currentPassword: canary,
      newPassword: canary,
    }),
    await post(
      { ...(await openForm(`${baseURL}/profile`, cookie)), cookie: '' },
      { currentPassword: canary, newPassword: canary },
    ),
    await post(
      { ...(await openForm(`${baseURL}/profile`, cookie)), cookie: '' },
      { 'signIn.email': account.email, 'signIn.password': canary },
    ),
  ]
  for (const answer of answers) {
    expect([200, 303]).toContain(answer.status)
    expect(await answer.text()).not.toContain(canary)
  }
})

test('twenty people sign in at once while pages keep being answered', async ({ baseURL, signIn }) => {
  const people = await Promise.all(Array.from({ length: 20 }, () => signIn('viewer')))
  const forms = await Promise.all(people.map(() => openForm(`${baseURL}/sign-in`, '')))
  let busy = true
  const signIns = Promise.all(
    people.map(({ account }, index) => post(forms[index] as PlainForm, { email: account.email, password })),
  ).finally(() => {
    busy = false
  })
  let pages = 0
  while (busy) {
    const answer = await fetch(`${baseURL}/users`)
    expect(answer.status).toBe(200)
    pages++
  }
  expect((await signIns).map(({ status }) => status)).toEqual(people.map(() => 303))
  expect(pages).toBeGreaterThan(0)
})

test('of a thousand guesses few are looked at, and the owner still gets in where they were before', async ({
  baseURL,
  signIn,
  db,
}) => {
  const { account } = await signIn('editor')
  const form = await openForm(`${baseURL}/sign-in`, '')
  const first = await post(form, { email: account.email, password })
  const known =
    first.headers
      .getSetCookie()
      .find((text) => text.startsWith('known='))
      ?.split(';')[0] ?? ''
  expect(known).toMatch(/^known=[\w-]{43}$/)
  for (let round = 0; round < 50; round++) {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        post(form, { email: account.email, password: `guess ${round} ${index}` }),
      ),
    )
    const texts = await Promise.all(answers.map((answer) => answer.text()))
    expect(texts.every((text) => /too many tries|is not right/.test(text))).toBe(true)
    if (round === 0) await holdGuesses(db, account.email)
  }
  const looked = await db
    .selectFrom('events')
    .select('id')
    .where('accountId', '=', account.id)
    .where('verb', '=', 'refuse-sign-in')
    .execute()
  expect(looked).toHaveLength(5)
  const elsewhere = await post(form, { email: account.email, password })
  expect(await elsewhere.text()).toContain('There were too many tries')
  const owner = await post({ ...form, cookie: known }, { email: account.email, password })
  expect(owner.status).toBe(303)
})

function hoursAgo(hours: number): Date {
  return new Date(Date.now() - hours * 3_600_000)
}
