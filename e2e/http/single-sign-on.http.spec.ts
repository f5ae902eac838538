import { isConfirmed } from '#db/accounts/confirm.ts'
import { createAccount } from '#db/accounts/edit.ts'
import { findSession } from '#db/accounts/sessions.ts'
import { type Executor, open, transaction } from '#db/database.ts'
import type { Actor } from '#db/policy.ts'
import { expect, test, uniqueEmail } from '../support/fixtures.ts'
import { type FreshServer, openStore, startFreshServer } from '../support/fresh-server.ts'
import { openForm, post } from '../support/plain-form.ts'
import { client } from '../support/provider.ts'
import { startRogueProvider } from '../support/rogue-provider.ts'

// All tests share one provider and one directory of their own.
test.describe.configure({ mode: 'default' })

const keeper: Actor = { id: null, name: 'test', role: 'admin' }
const email = uniqueEmail()
let provider: Awaited<ReturnType<typeof startRogueProvider>>
let store: Awaited<ReturnType<typeof openStore>>
let directory: Executor
let server: FreshServer

test.beforeAll(async () => {
  provider = await startRogueProvider()
  store = await openStore('rogue')
  server = await startFreshServer({
    DATABASE_URL: store.url,
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: client.id,
    OIDC_CLIENT_SECRET: client.secret,
  })
  directory = open(store.url)
  const { id } = await transaction(directory, (trx) =>
    createAccount(trx, { email, role: 'admin', userEmail: '' }, keeper),
  )
  const identity = { accountId: id, issuer: provider.issuer, subject: 'rosa' }
  await directory.insertInto('identities').values(identity).execute()
})

test.afterAll(async () => {
  await directory?.destroy()
  await server?.close()
  provider?.close()
  await store?.close()
})

test('the answer of the provider signs in once, in the browser that asked', async () => {
  const { address, cookie } = await begin('/teams')
  const asked = new URL(address)
  expect(Object.fromEntries(asked.searchParams)).toMatchObject({
    response_type: 'code',
    client_id: client.id,
    code_challenge_method: 'S256',
    redirect_uri: `${server.url}/sign-in/provider`,
  })
  const query = provider.authorise(address)
  expect(await come(query, '')).toEqual(failed)
  const came = await come(query, cookie)
  expect(came).toMatchObject({ location: '/teams', notice: 'signed-in', session: true })
  // The code is used up, and the browser has dropped its part.
  expect(await come(query, cookie)).toEqual(failed)
})

const lies: [string, Parameters<typeof provider.authorise>[1]][] = [
  ['another nonce', { claims: { nonce: 'other' } }],
  ['another issuer', { claims: { iss: 'https://evil.example' } }],
  ['another audience', { claims: { aud: 'another client' } }],
  ['an expired token', { claims: { exp: 1 } }],
  ['no signature', { alg: 'none' }],
  ['a signature with the shared secret', { alg: 'HS256' }],
  ['a signature with an unknown key', { key: 'unknown' }],
  ['another subject in the user info', { userInfo: { sub: 'somebody else' } }],
]

for (const [what, lie] of lies)
  test(`nobody is signed in by ${what}`, async () => {
    const { address, cookie } = await begin('/users')
    expect(await come(provider.authorise(address, lie), cookie)).toEqual(failed)
  })

test('nobody is signed in by the state of another browser, an error or nothing', async () => {
  const [mine, theirs] = [await begin('/users'), await begin('/users')]
  expect(await come(provider.authorise(theirs.address), mine.cookie)).toEqual(failed)
  const { state = '' } = Object.fromEntries(new URL(mine.address).searchParams)
  for (const query of [
    '',
    'error=access_denied',
    `state=${state}&error=access_denied`,
    `state=${state}&code=x`,
  ])
    expect(await come(new URLSearchParams(query), mine.cookie)).toEqual(failed)
})

test('a next page on another site is not followed', async () => {
  const { address, cookie } = await begin('https://evil.example/')
  expect(await come(provider.authorise(address), cookie)).toMatchObject({ location: '/users' })
})

const hourAgo = Math.floor(Date.now() / 1000) - 3600
const proofs: [string, Record<string, string>, Record<string, unknown>, boolean][] = [
  ['a sign-in of which the provider does not say when it was proves nothing', {}, {}, false],
  ['nor does an old one', {}, { auth_time: hourAgo }, false],
  ['a new one does', {}, { auth_time: hourAgo + 3600 }, true],
  ['a provider that was asked to ask again is believed', { again: 'on' }, {}, true],
  ['unless it says that it did not', { again: 'on' }, { auth_time: hourAgo }, false],
]

for (const [what, values, claims, isProof] of proofs)
  test(what, async () => {
    const { address, cookie } = await begin('/users', values)
    expect(new URL(address).searchParams.get('max_age')).toBe(values.again ? '0' : null)
    const came = await come(provider.authorise(address, { claims }), cookie)
    const actor = await findSession(directory, came.cookie.replace('session=', ''))
    expect(actor && (await isConfirmed(directory, actor))).toBe(isProof)
  })

test.describe('back-channel logout', () => {
  const event = { events: { 'http://schemas.openid.net/event/backchannel-logout': {} } }
  const wrong: [string, Parameters<typeof provider.signed>[0], Parameters<typeof provider.signed>[1]?][] = [
    ['no event', { events: {} }],
    ['a nonce', { ...event, nonce: 'n' }],
    ['another audience', { ...event, aud: 'another client' }],
    ['another issuer', { ...event, iss: 'https://evil.example' }],
    ['an old one', { ...event, iat: 1 }],
    ['no subject', { ...event, sub: undefined }],
    ['no signature', event, { alg: 'none' }],
    ['the shared secret', event, { alg: 'HS256' }],
    ['an unknown key', event, { key: 'unknown' }],
  ]

  test('ends the sessions of single sign-on at once, and no others', async () => {
    const session = await signedIn('one')
    for (const [what, claims, lie] of wrong)
      expect([what, await logOut(await provider.signed(claims, lie))]).toEqual([what, 400])
    expect(await logOut('nonsense')).toBe(400)
    expect(await logOut(await provider.signed({ ...event, sid: 'other' }))).toBe(200)
    expect(await opensProfile(session)).toBe(true)
    expect(await logOut(await provider.signed({ ...event, sid: 'one' }))).toBe(200)
    expect(await opensProfile(session)).toBe(false)

    const two = await signedIn('two')
    const old = await provider.signed(event)
    await directory
      .updateTable('sessions')
      .set({ createdAt: new Date(Date.now() + 60_000) })
      .execute()
    expect(await logOut(old)).toBe(200)
    expect(await opensProfile(two)).toBe(true)
    await directory.updateTable('sessions').set({ createdAt: new Date() }).execute()
    expect(await logOut(await provider.signed(event))).toBe(200)
    expect(await opensProfile(two)).toBe(false)
  })

  async function signedIn(sid: string): Promise<string> {
    const { address, cookie } = await begin('/users')
    return (await come(provider.authorise(address, { claims: { sid } }), cookie)).cookie
  }

  async function logOut(token: string): Promise<number> {
    const body = new URLSearchParams({ logout_token: token })
    return (await fetch(`${server.url}/sign-in/provider/logout`, { method: 'POST', body })).status
  }

  async function opensProfile(cookie: string): Promise<boolean> {
    return (await fetch(`${server.url}/profile`, { headers: { cookie }, redirect: 'manual' })).status === 200
  }
})

const failed = { location: '/sign-in', notice: 'provider-failed', session: false, cookie: '' }

/** Sends the form. @returns where it leads, and the browser's cookie */
async function begin(next: string, values = {}): Promise<{ address: string; cookie: string }> {
  const form = await openForm(`${server.url}/sign-in?${new URLSearchParams({ next })}`, '')
  const response = await post(form, values)
  expect(response.status).toBe(303)
  return { address: response.headers.get('location') ?? '', cookie: cookieIn(response, 'provider') }
}

/** Comes back from the provider. */
async function come(query: URLSearchParams, cookie: string) {
  const url = `${server.url}/sign-in/provider?${query}`
  const response = await fetch(url, { headers: { cookie }, redirect: 'manual' })
  const session = cookieIn(response, 'session')
  const location = new URL(response.headers.get('location') ?? '', server.url)
  return {
    location: location.origin === server.url ? location.pathname : location.href,
    notice: cookieIn(response, 'notice').split(/[=.]/)[1],
    session: session !== '',
    cookie: session,
  }
}

function cookieIn(response: Response, name: string): string {
  const found = response.headers.getSetCookie().find((each) => each.startsWith(`${name}=`))
  const [pair = ''] = (found ?? '').split(';')
  return pair.endsWith('=') ? '' : pair
}
