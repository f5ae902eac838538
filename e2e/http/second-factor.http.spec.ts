import { startPending } from '#db/accounts/pending-sign-ins.ts'
import { transaction } from '#db/database.ts'
import { expect, password, test } from '../support/fixtures.ts'
import { holdGuesses } from '../support/guesses.ts'
import { openForm, post } from '../support/plain-form.ts'
import { codeOf, giveSecondFactor } from '../support/second-factor.ts'

test.use({ role: 'nobody' })

test('a right password alone opens nothing, and its cookie is for the code only', async ({
  baseURL,
  signIn,
  db,
}) => {
  const { account } = await signIn('admin')
  const { secret } = await giveSecondFactor(db, account.id)
  const form = await openForm(`${baseURL}/sign-in?next=/teams`, 'pending=planted-by-somebody-else')
  const answer = await post(form, { email: account.email, password })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/sign-in/code?next=%2Fteams'])
  const set = answer.headers.getSetCookie()
  expect(set.filter((text) => /session=|known=/.test(text))).toEqual([])
  const cookie = set.find((text) => text.startsWith('pending='))?.split(';')[0] ?? ''
  expect(set).toContainEqual(
    expect.stringMatching(/^pending=[\w-]{43}; Path=\/; .*Max-Age=300; HttpOnly; SameSite=lax$/i),
  )
  for (const each of [cookie, cookie.replace('pending', 'session')])
    expect(await profile(String(baseURL), each)).toBe(307)

  const code = { oneTimePassword: codeOf(secret) }
  const codeForm = await openForm(`${baseURL}/sign-in/code?next=/teams`, cookie)
  const entered = await post(codeForm, code)
  expect([entered.status, entered.headers.get('location')]).toEqual([303, '/teams'])
  const session =
    entered.headers
      .getSetCookie()
      .find((text) => text.startsWith('session='))
      ?.split(';')[0] ?? ''
  expect(session.replace('session', 'pending')).not.toBe(cookie)
  expect(await profile(String(baseURL), session)).toBe(200)
  const replayed = await post(codeForm, code)
  expect(replayed.headers.get('location')).toBe('/sign-in?next=%2Fteams')
  expect(replayed.headers.getSetCookie().filter((text) => text.startsWith('session='))).toEqual([])
})

test('a cookie that somebody planted or that is five minutes old takes no code', async ({
  baseURL,
  signIn,
  db,
}) => {
  const { account } = await signIn('viewer')
  const { codes } = await giveSecondFactor(db, account.id)
  const cookie = `pending=${await transaction(db, (trx) => startPending(trx, account.id))}`
  const form = await openForm(`${baseURL}/sign-in/code`, cookie)
  await db
    .updateTable('pendingSignIns')
    .set({ expiresAt: new Date() })
    .where('accountId', '=', account.id)
    .execute()
  for (const each of ['', 'pending=planted', cookie]) {
    const page = await fetch(form.url, { headers: { cookie: each }, redirect: 'manual' })
    expect([each, page.status, page.headers.get('location')]).toEqual([each, 307, '/sign-in?next=%2Fusers'])
    const answer = await post({ ...form, cookie: each }, { oneTimePassword: codes[0] ?? '' })
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/sign-in?next=%2Fusers'])
    expect(answer.headers.getSetCookie().join()).toContain('notice=sign-in-expired')
  }
})

test('behind https the cookie belongs to this host alone', async ({ baseURL, signIn, db }) => {
  const { account } = await signIn('viewer')
  await giveSecondFactor(db, account.id)
  const form = await openForm(`${baseURL}/sign-in`, '')
  const https = { origin: String(baseURL), 'x-forwarded-proto': 'https' }
  const answer = await post(form, { email: account.email, password }, https)
  expect(answer.headers.getSetCookie()).toContainEqual(
    expect.stringMatching(/^__Host-pending=[\w-]{43}; Path=\/; .*Secure; HttpOnly; SameSite=lax$/i),
  )
})

test('of a thousand codes that somebody with the password guesses few are looked at', async ({
  baseURL,
  signIn,
  db,
}) => {
  const { account } = await signIn('editor')
  const { codes } = await giveSecondFactor(db, account.id)
  const signInForm = await openForm(`${baseURL}/sign-in`, '')
  let cookie = ''
  for (let round = 0; round < 50; round++) {
    // Each right password takes back the count of passwords, but not that of codes.
    const began = await post(signInForm, { email: account.email, password })
    cookie = began.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    const form = await openForm(`${baseURL}/sign-in/code`, cookie)
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => post(form, { oneTimePassword: `guess ${round} ${index}` })),
    )
    const texts = await Promise.all(answers.map((answer) => answer.text()))
    expect(texts.every((text) => /too many tries|This code is not right/.test(text))).toBe(true)
    if (round === 0) await holdGuesses(db, account.email)
  }
  const looked = await db
    .selectFrom('events')
    .select('id')
    .where('accountId', '=', account.id)
    .where('verb', '=', 'refuse-code')
    .execute()
  expect(looked).toHaveLength(5)
  const right = await post(await openForm(`${baseURL}/sign-in/code`, cookie), {
    oneTimePassword: codes[0] ?? '',
  })
  expect(await right.text()).toContain('There were too many tries')
})

async function profile(site: string, cookie: string): Promise<number> {
  return (await fetch(`${site}/profile`, { headers: { cookie }, redirect: 'manual' })).status
}
