import type { Page } from '@playwright/test'
import { createAccount } from '#db/accounts/edit.ts'
import { type Executor, open, transaction } from '#db/database.ts'
import type { Actor } from '#db/policy.ts'
import { changeSettings, readSettings } from '#db/settings/settings.ts'
import type { SettingValues } from '#db/tables.ts'
import { freePort } from '#db/testing/free-port.ts'
import { create } from '#db/users/edit.ts'
import { blankUser } from '#db/users/values.ts'
import { outdate } from '../support/confirmations.ts'
import { expect, test, uniqueEmail } from '../support/fixtures.ts'
import { type FreshServer, openStore, startFreshServer } from '../support/fresh-server.ts'
import { client, startProvider } from '../support/provider.ts'

// All tests share one provider and one directory of their own.
test.describe.configure({ mode: 'default' })
test.use({ role: 'nobody' })

const keeper: Actor = { id: null, name: 'test', role: 'admin' }
let provider: Awaited<ReturnType<typeof startProvider>>
let store: Awaited<ReturnType<typeof openStore>>
let directory: Executor
let server: FreshServer

test.beforeAll(async () => {
  const port = await freePort()
  provider = await startProvider(`http://localhost:${port}`, {})
  store = await openStore('sso')
  server = await startFreshServer({
    PORT: String(port),
    DATABASE_URL: store.url,
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: client.id,
    OIDC_CLIENT_SECRET: client.secret,
    OIDC_ROLE_CLAIM: 'groups',
    OIDC_ROLES: 'staff=editor, boss=admin',
  })
  directory = open(store.url)
  await transaction(directory, (trx) => createAccount(trx, account(uniqueEmail(), 'admin'), keeper))
})

test.afterAll(async () => {
  await directory?.destroy()
  await server?.close()
  await provider?.close()
  await store?.close()
})

test('somebody new becomes a viewer, linked to the person with their email', async ({ page }) => {
  const email = uniqueEmail()
  const person = await transaction(directory, (trx) =>
    create(trx, { ...blankUser, name: 'Nadia', email: email.toUpperCase() }, keeper),
  )
  provider.people.nadia = { email }
  await change({ ssoAdmits: 'linked' })
  await goThrough(page, 'nadia')
  await expect(page.getByText('no account here is yours')).toBeVisible()
  await change({ ssoAdmits: 'everybody' })
  await page.getByRole('button', { name: 'Sign in with single sign-on' }).click()
  await expect(page).toHaveURL(`${server.url}/users`)
  await expect(page.getByText('Signed in', { exact: true })).toBeVisible()
  expect(await accountWith(email)).toMatchObject({ role: 'viewer', userId: person.id, password: null })
})

test('an account with the same verified email is linked where an admin allowed it', async ({ page }) => {
  const [email, other] = [uniqueEmail(), uniqueEmail()]
  await transaction(directory, (trx) => createAccount(trx, account(email, 'viewer'), keeper))
  await change({ ssoAdmits: 'email' })
  provider.people.ola = { email, verified: false, groups: ['staff'] }
  await goThrough(page, 'ola')
  await expect(page.getByText('no account here is yours')).toBeVisible()
  provider.people.ola = { email, groups: ['staff', 'choir'] }
  await page.getByRole('button', { name: 'Sign in with single sign-on' }).click()
  await expect(page).toHaveURL(`${server.url}/users`)
  expect(await accountWith(email)).toMatchObject({ role: 'editor' })
  // The subject counts from now on, and the role follows the groups.
  provider.people.ola = { email: other, groups: ['choir'] }
  await page.goto(`${server.url}/sign-in?next=/teams`)
  await page.getByRole('button', { name: 'Sign in with single sign-on' }).click()
  await expect(page).toHaveURL(`${server.url}/teams`)
  expect(await accountWith(email)).toMatchObject({ role: 'viewer' })
  expect(await accountWith(other)).toBeUndefined()
})

test('without passwords there is one way in', async ({ page }) => {
  await change({ ssoAdmits: 'everybody', ssoOnly: true })
  await page.goto(`${server.url}/sign-in`)
  await expect(page.getByRole('link', { name: 'Sign in with a password' })).toHaveCount(0)
  await page.goto(`${server.url}/sign-in?way=password`)
  await page.getByLabel('Email').fill(uniqueEmail())
  await page.getByLabel('Password').fill('a long password of nobody')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByText('Passwords are not used here')).toBeVisible()
  await change({ ssoOnly: false })
  await page.goto(`${server.url}/sign-in`)
  await page.getByRole('link', { name: 'Sign in with a password' }).click()
  await expect(page.getByLabel('Password')).toBeVisible()
})

test('who has no password confirms who they are at the provider, also from within a form', async ({
  page,
}) => {
  const email = uniqueEmail()
  provider.people.petra = { email, groups: ['boss'] }
  await change({ ssoAdmits: 'everybody' })
  await goThrough(page, 'petra')
  // This provider does not say when somebody signed in, unless it is asked to do so again.
  await page.goto(`${server.url}/tokens/new`)
  await page.getByLabel('Name').fill('Web site of Petra')
  await page.getByRole('button', { name: 'Save token' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Confirm it is you')
  await expect(page.getByLabel('Password')).toHaveCount(0)
  await page.getByRole('button', { name: 'Confirm it is you' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Confirm it is you')
  const opened = page.context().waitForEvent('page')
  await page.getByRole('link', { name: 'Confirm it with single sign-on' }).click()
  const other = await opened
  await other.getByRole('button', { name: 'Sign in with single sign-on' }).click()
  await logIn(other, 'petra')
  await expect(other.getByRole('status')).toContainText('You have confirmed that it is you')
  await page.getByRole('button', { name: 'Confirm it is you' }).click()
  await expect(page.getByRole('status')).toHaveText('Token added')
  expect(await directory.selectFrom('tokens').select('name').execute()).toEqual([
    { name: 'Web site of Petra' },
  ])

  const { id } = (await accountWith(email)) ?? { id: 0 }
  await outdate(directory, id)
  const bo = await transaction(directory, (trx) =>
    createAccount(trx, account(uniqueEmail(), 'viewer'), keeper),
  )
  await page.goto(`${server.url}/accounts/${bo.id}`)
  await page.getByRole('button', { name: 'Disable account' }).click()
  await page.getByRole('button', { name: 'Sign in with single sign-on' }).click()
  await logIn(page, 'petra')
  await expect(page).toHaveURL(`${server.url}/accounts/${bo.id}`)
  await page.getByRole('button', { name: 'Disable account' }).click()
  await expect(page.getByRole('status')).toHaveText('Account disabled')
})

test('somebody who signs out at the provider is signed out here at once, and nobody else is', async ({
  page,
  browser,
  javaScriptEnabled,
}) => {
  await change({ ssoAdmits: 'everybody' })
  for (const subject of ['rosa', 'sam']) provider.people[subject] = { email: uniqueEmail() }
  const elsewhere = await browser.newContext({ javaScriptEnabled })
  const sam = await elsewhere.newPage()
  await goThrough(page, 'rosa')
  await goThrough(sam, 'sam')
  for (const each of [page, sam]) {
    await expect(each).toHaveURL(`${server.url}/users`)
    await expectSignedIn(each)
  }

  const { end_session_endpoint: end } = await (
    await fetch(`${provider.issuer}/.well-known/openid-configuration`)
  ).json()
  await page.goto(end)
  await page.getByRole('button', { name: 'Yes, sign me out' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign-out Success')
  await page.goto(`${server.url}/profile`)
  await expect(page).toHaveURL(`${server.url}/sign-in?next=%2Fprofile`)
  await expectSignedIn(sam)
  await elsewhere.close()

  async function expectSignedIn(page: Page) {
    await page.goto(`${server.url}/profile`)
    await expect(page).toHaveURL(`${server.url}/profile`)
  }
})

/** Opens the sign-in page and signs in at the provider. */
async function goThrough(page: Page, subject: string): Promise<void> {
  await page.goto(`${server.url}/sign-in`)
  await page.getByRole('button', { name: 'Sign in with single sign-on' }).click()
  await logIn(page, subject)
  await page.getByRole('button', { name: 'Continue' }).click()
}

/** At the provider, which asks for consent the first time only. */
async function logIn(page: Page, subject: string): Promise<void> {
  await page.getByPlaceholder('Enter any login').fill(subject)
  await page.getByPlaceholder('and password').fill('any')
  await page.getByRole('button', { name: 'Sign-in' }).click()
}

async function change(values: Partial<SettingValues>): Promise<void> {
  await transaction(directory, async (trx) => {
    const { settingsVersion, revision: _, ...present } = await readSettings(trx)
    await changeSettings(trx, settingsVersion, { ...present, ...values }, keeper)
  })
}

function account(email: string, role: 'viewer' | 'admin') {
  return { email, role, userEmail: '' }
}

function accountWith(email: string) {
  return directory.selectFrom('accounts').selectAll().where('email', '=', email).executeTakeFirst()
}
