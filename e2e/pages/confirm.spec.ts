import type { Page } from '@playwright/test'
import { start } from '#db/accounts/sessions.ts'
import { createToken } from '#db/accounts/tokens.ts'
import { transaction } from '#db/database.ts'
import type { Account } from '#db/tables.ts'
import { outdate } from '../support/confirmations.ts'
import { expect, password, test } from '../support/fixtures.ts'
import { codeOf, giveSecondFactor } from '../support/second-factor.ts'

const title = 'Confirm it is you'
let admin: Account

test.beforeEach(async ({ viewer, db }) => {
  if (!viewer.account) throw new Error('nobody is signed in')
  admin = viewer.account
  await outdate(db, admin.id)
})

test('who adds a token gives the password again, keeps what they typed, and is not asked a second time', async ({
  page,
  email,
  db,
}) => {
  const name = `Web site of ${email}`
  await page.goto('/tokens/new')
  await page.getByLabel('Name').fill(name)
  await page.getByLabel('Also email and phone').check()
  await page.getByLabel('Valid for').selectOption('30 days')
  await page.getByRole('button', { name: 'Save token' }).click()
  await expectAsked(page)
  await expect(page.getByLabel('Email')).toHaveValue(admin.email)
  await expect(page.getByLabel('Email')).not.toBeEditable()
  await expect(page.getByLabel('Code from your app')).toHaveCount(0)
  for (const [typed, reason] of [
    ['', /Enter your current password/],
    ['not this one at all', /This is not your current password/],
  ] as const) {
    await give(page, typed)
    await expect(page.getByLabel('Password')).toHaveAccessibleDescription(reason)
    await expect(page.getByRole('alert').first()).toBeFocused()
    await expect(page).toHaveTitle(`Error: ${title} · Rollcall`)
    await expect(page.getByLabel('Email')).toHaveValue(admin.email)
  }
  expect(await tokens()).toEqual([])
  await give(page, password)
  await expect(page.getByRole('status')).toHaveText('Token added')
  const [token] = await tokens()
  expect(token?.contact).toBe(true)
  expect(token?.expiresAt.getTime()).toBeLessThan(Date.now() + 31 * 24 * 3_600_000)
  expect(await verbs()).toEqual(['refuse-sign-in', 'confirm', 'create-token'])

  await page.goto('/tokens/new')
  await page.getByLabel('Name').fill(`Another ${name}`)
  await page.getByRole('button', { name: 'Save token' }).click()
  await expect(page.getByRole('status')).toHaveText('Token added')

  function tokens() {
    return db.selectFrom('tokens').selectAll().where('name', '=', name).execute()
  }

  async function verbs() {
    const events = db.selectFrom('events').select('verb').where('actorId', '=', admin.id)
    return (await events.orderBy('id').execute()).map(({ verb }) => verb)
  }
})

test('who erases somebody gives the password again', async ({ page, addUser, trashUser, db }) => {
  const grace = await trashUser(await addUser())
  await page.goto(`/users/${grace.id}/erase`)
  await page.getByRole('textbox').fill(grace.name)
  await page.getByRole('button', { name: 'Erase' }).click()
  await expectAsked(page)
  expect(await isThere()).toBe(true)
  await give(page, password)
  await expect(page.getByRole('status')).toHaveText('Person erased')
  expect(await isThere()).toBe(false)

  async function isThere() {
    return (await db.selectFrom('users').select('id').where('id', '=', grace.id).execute()).length > 0
  }
})

test('with a second factor the password alone does not change a role', async ({ page, signIn, db }) => {
  const { secret, codes } = await giveSecondFactor(db, admin.id)
  const { account } = await signIn('viewer')
  await page.goto(`/accounts/${account.id}`)
  await page.getByLabel('Role').selectOption('Editor')
  await page.getByRole('button', { name: 'Save account' }).click()
  await expectAsked(page)
  await give(page, password)
  await expect(page.getByLabel('Code from your app')).toHaveAccessibleDescription(/Enter the code from/)
  await page.getByLabel('Code from your app').fill('000000')
  await give(page, password)
  await expect(page.getByLabel('Code from your app')).toHaveAccessibleDescription(/This code is not right/)
  expect(await role()).toBe('viewer')
  await page.getByLabel('Code from your app').fill(codeOf(secret))
  await give(page, password)
  await expect(page.getByRole('status')).toHaveText('Account changed')
  expect(await role()).toBe('editor')

  await outdate(db, admin.id)
  await page.getByLabel('Role').selectOption('Viewer')
  await page.getByRole('button', { name: 'Save account' }).click()
  await expectAsked(page)
  await page.getByLabel('Code from your app').fill(codes[0] ?? '')
  await give(page, password)
  // With scripts the notice of the save before is still there.
  await expect.poll(role).toBe('viewer')

  async function role() {
    const accounts = db.selectFrom('accounts').select('role').where('id', '=', account.id)
    return (await accounts.executeTakeFirstOrThrow()).role
  }
})

test('a button waits until its page has asked', async ({ page, signIn, db }) => {
  const { secret } = await giveSecondFactor(db, admin.id)
  const { account } = await signIn('viewer')
  await page.goto(`/accounts/${account.id}`)
  await page.getByRole('button', { name: 'Disable account' }).click()
  await expect(page).toHaveURL(`/profile/confirm?next=%2Faccounts%2F${account.id}`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title)
  await expect(page.getByRole('alert').first()).toContainText('Nothing was done yet')
  expect(await isDisabled()).toBe(false)
  await page.getByLabel('Current password').fill('not this one at all')
  await page.getByLabel('Code from your app').fill(codeOf(secret))
  await confirm(page)
  await expect(page.getByLabel('Current password')).toHaveAccessibleDescription(/not your current password/)
  await page.getByLabel('Current password').fill(password)
  // With scripts it is still there.
  await page.getByLabel('Code from your app').fill('')
  await confirm(page)
  await expect(page.getByLabel('Code from your app')).toHaveAccessibleDescription(/Enter the code from/)
  await page.getByLabel('Current password').fill(password)
  await page.getByLabel('Code from your app').fill(codeOf(secret))
  await confirm(page)
  await expect(page).toHaveURL(`/accounts/${account.id}`)
  await expect(page.getByRole('status')).toContainText('Now press the button again')
  expect(await isDisabled()).toBe(false)
  await page.getByRole('button', { name: 'Disable account' }).click()
  await expect(page.getByRole('status')).toHaveText('Account disabled')
  expect(await isDisabled()).toBe(true)

  async function isDisabled() {
    const accounts = db.selectFrom('accounts').select('disabledAt').where('id', '=', account.id)
    return (await accounts.executeTakeFirstOrThrow()).disabledAt !== null
  }
})

test('who has no password signs in again, and the form still goes on', async ({
  page,
  email,
  baseURL,
  db,
}) => {
  await db.updateTable('accounts').set({ password: null }).where('id', '=', admin.id).execute()
  await page.goto('/profile/confirm')
  await expect(page.getByText('Sign out and sign in again')).toBeVisible()
  await page.goto('/tokens/new')
  await page.getByLabel('Name').fill(`Web site of ${email}`)
  await page.getByRole('button', { name: 'Save token' }).click()
  await expectAsked(page)
  await expect(page.getByText('Your account has no password')).toBeVisible()
  await confirm(page)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title)
  await expect(page).toHaveTitle(/^Error: /)
  await expect(page.getByText('You have not signed in again yet')).toBeVisible()
  const value = await transaction(db, (trx) => start(trx, admin.id, 'Playwright'))
  await page.context().addCookies([{ name: 'session', value, url: String(baseURL) }])
  await confirm(page)
  await expect(page.getByRole('status')).toHaveText('Token added')
})

test('taking access away needs no password', async ({ page, signIn, email, db }) => {
  const name = `Web site of ${email}`
  const { account } = await signIn('viewer')
  await page.goto(`/accounts/${account.id}`)
  await page.getByRole('button', { name: 'End all sessions' }).click()
  await expect(page.getByRole('status')).toHaveText('Sessions ended')
  const { token } = await transaction(db, (trx) =>
    createToken(trx, { name, contact: false, days: 1 }, { id: null, name: 'test fixture', role: 'admin' }),
  )
  await page.goto(`/tokens/${token.id}/revoke`)
  await page.getByRole('button', { name: 'Revoke token' }).click()
  await expect(page.getByRole('status')).toHaveText('Token revoked')
})

async function expectAsked(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title)
  await expect(page).toHaveTitle(`${title} · Rollcall`)
  await expect(page.getByText('Your text is kept, and nothing is saved yet')).toBeVisible()
}

async function give(page: Page, typed: string): Promise<void> {
  await page.getByLabel('Password').fill(typed)
  await confirm(page)
}

async function confirm(page: Page): Promise<void> {
  await page.getByRole('button', { name: title }).click()
}
