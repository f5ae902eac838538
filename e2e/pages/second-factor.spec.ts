import type { Page } from '@playwright/test'
import { renewPasswordLink } from '#db/accounts/access.ts'
import { transaction } from '#db/database.ts'
import { expect, password, test } from '../support/fixtures.ts'
import { codeOf, giveSecondFactor, letStepsPass } from '../support/second-factor.ts'

const notRight = /This code is not right, or was used before/

test('somebody sets up a second factor, signs in with codes, and turns it off', async ({
  page,
  viewer,
  db,
}) => {
  const [accountId, email] = [Number(viewer.account?.id), String(viewer.account?.email)]
  await page.goto('/profile')
  await page.getByRole('link', { name: 'A code from your phone' }).click()
  // The page before has such a field, too.
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Second factor')
  await page.getByLabel('Current password').fill('not the one it is')
  await page.getByRole('button', { name: 'Set it up' }).click()
  await expect(page.getByLabel('Current password')).toHaveAccessibleDescription(/not your current password/)
  await page.getByLabel('Current password').fill(password)
  await page.getByRole('button', { name: 'Set it up' }).click()
  await expect(page.getByRole('img', { name: 'QR code for your app' })).toBeVisible()
  const secret = (await page.locator('main code').textContent()) ?? ''
  await page.getByLabel('Code from your app').fill('000')
  await page.getByRole('button', { name: 'Turn it on' }).click()
  await expect(page.getByLabel('Code from your app')).toHaveAccessibleDescription(notRight)
  const first = codeOf(secret)
  await page.getByLabel('Code from your app').fill(first)
  await page.getByRole('button', { name: 'Turn it on' }).click()
  await expect(page.getByRole('status')).toContainText('Second factor turned on')
  const codes = await page.locator('main li code').allTextContents()
  expect(codes).toHaveLength(10)

  await page.getByRole('button', { name: 'Sign out' }).click()
  await signInWithPassword(page, email)
  await expect(page).toHaveURL('/sign-in/code?next=%2Fusers')
  await enterCode(page, first)
  await expect(page.getByLabel('Code from your app')).toHaveAccessibleDescription(notRight)
  await letStepsPass(db, accountId)
  await enterCode(page, codeOf(secret))
  await expect(page.getByRole('status')).toHaveText('Signed in')

  await page.getByRole('button', { name: 'Sign out' }).click()
  await signInWithPassword(page, email)
  await enterCode(page, codes[0] ?? '')
  await expect(page.getByRole('status')).toHaveText('Signed in')
  await page.getByRole('button', { name: 'Sign out' }).click()
  await signInWithPassword(page, email)
  await enterCode(page, codes[0] ?? '')
  await expect(page.getByLabel('Code from your app')).toHaveAccessibleDescription(notRight)
  await enterCode(page, codes[1] ?? '')
  await expect(page.getByRole('status')).toHaveText('Signed in')

  await page.goto('/profile/second-factor')
  await expect(page.getByText('8 of 10 are left')).toBeVisible()
  await page.getByRole('link', { name: 'Make new recovery codes' }).click()
  await fillBoth(page, codes[2] ?? '')
  await page.getByRole('button', { name: 'Make new codes' }).click()
  await expect(page.getByRole('status')).toContainText('Recovery codes made')
  const renewed = await page.locator('main li code').allTextContents()
  expect(new Set([...codes, ...renewed]).size).toBe(20)
  await page.getByRole('link', { name: 'Turn it off' }).click()
  await fillBoth(page, codes[3] ?? '')
  await page.getByRole('button', { name: 'Turn it off' }).click()
  await expect(page.getByLabel('Code from your app')).toHaveAccessibleDescription(notRight)
  await fillBoth(page, renewed[0] ?? '')
  await page.getByRole('button', { name: 'Turn it off' }).click()
  await expect(page.getByRole('status')).toHaveText('Second factor turned off')
  const events = await db
    .selectFrom('events')
    .select(['verb', 'before', 'after'])
    .where('accountId', '=', accountId)
    .orderBy('id')
    .execute()
  expect(events.filter(({ before, after }) => before || after)).toEqual([])
  expect(events.map(({ verb }) => verb).filter((verb) => /factor|recovery/.test(verb))).toEqual([
    'set-second-factor',
    'use-recovery-code',
    'use-recovery-code',
    'use-recovery-code',
    'make-recovery-codes',
    'use-recovery-code',
    'drop-second-factor',
  ])
})

test.describe('somebody who is not signed in', () => {
  test.use({ role: 'nobody' })

  test('gives the code after a one-time link as well', async ({ page, signIn, db }) => {
    const { account } = await signIn('editor')
    const { secret } = await giveSecondFactor(db, account.id)
    const keeper = { id: null, name: 'test fixture', role: 'admin' } as const
    const { token } = await transaction(db, (trx) => renewPasswordLink(trx, account, keeper))
    await page.goto(`/password/${token}`)
    await page.getByLabel('New password').fill('another tundra pocket violin')
    await page.getByRole('button', { name: 'Save password' }).click()
    await expect(page).toHaveURL('/sign-in/code?next=%2Fusers')
    await page.goto('/profile')
    await expect(page).toHaveURL('/sign-in?next=%2Fprofile')
    await page.goto('/sign-in/code?next=/profile')
    await enterCode(page, codeOf(secret))
    await expect(page).toHaveURL('/profile')
    await page.goto('/profile')
    await page.getByLabel('Current password').fill('another tundra pocket violin')
    await page.getByLabel('New password').fill('a third tundra pocket violin')
    await page.getByRole('button', { name: 'Change password' }).click()
    await expect(page.getByRole('status')).toContainText('Password changed')
  })
})

test('somebody whose session is over gives the code within the form they sent', async ({
  page,
  viewer,
  email,
  db,
}) => {
  const { secret } = await giveSecondFactor(db, Number(viewer.account?.id))
  await page.goto('/users/new')
  await page.getByLabel('Full name').fill('Ada Lovelace')
  await page.getByLabel('Email').fill(email)
  await page.context().clearCookies()
  await page.getByRole('button', { name: 'Save person' }).click()
  // The form of the person, which goes now, has an email, too.
  await page.getByLabel('Password').fill(password)
  await page.getByLabel('Email').fill(String(viewer.account?.email))
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByLabel('Code from your app')).toHaveAccessibleDescription(/Enter the code from/)
  await page.getByLabel('Password').fill(password)
  await page.getByLabel('Code from your app').fill(codeOf(secret))
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('status')).toContainText('You are signed in again')
  await expect(page.getByLabel('Full name')).toHaveValue('Ada Lovelace')
})

test('an admin resets the second factor of somebody who lost their phone', async ({ page, signIn, db }) => {
  const { account } = await signIn('viewer')
  await giveSecondFactor(db, account.id)
  await page.goto(`/accounts/${account.id}`)
  await expect(page.getByText('Signing in takes a second factor')).toBeVisible()
  await page.getByRole('button', { name: 'Reset second factor' }).click()
  await expect(page.getByRole('status')).toHaveText('Second factor turned off')
  await expect(page.getByRole('button', { name: 'Reset second factor' })).toHaveCount(0)
  await expect(page.getByText('turned off the second factor of this account')).toBeVisible()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await signInWithPassword(page, account.email)
  await expect(page.getByRole('status')).toHaveText('Signed in')
})

async function signInWithPassword(page: Page, email: string): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL((url) => url.pathname !== '/sign-in')
}

async function enterCode(page: Page, code: string): Promise<void> {
  await page.getByLabel('Code from your app').fill(code)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

async function fillBoth(page: Page, code: string): Promise<void> {
  await page.getByLabel('Current password').fill(password)
  await page.getByLabel('Code from your app').fill(code)
}
