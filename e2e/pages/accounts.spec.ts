import type { Page } from '@playwright/test'
import { test as base, expect, password, type SignedIn, uniqueEmail } from '../support/fixtures.ts'

const test = base.extend<{ elsewhere: Page }>({
  /** A page in another browser, without a session. */
  elsewhere: async ({ browser, baseURL, javaScriptEnabled }, use) => {
    const context = await browser.newContext({ baseURL: String(baseURL), javaScriptEnabled })
    await use(await context.newPage())
    await context.close()
  },
})

const chosen = 'marble otter climbs nine ladders'

test('an admin adds an account, and its owner chooses a password through the link, once', async ({
  page,
  elsewhere,
  email,
}) => {
  await page.goto('/users')
  await page.getByRole('link', { name: 'Admin' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Accounts')
  const link = await addAccount(page, email)
  await expect(page.getByRole('main')).toContainText('This account has no password yet')
  await page.reload()
  await expect(page.getByRole('status')).toHaveCount(0)

  await elsewhere.goto(link)
  await expect(elsewhere.getByRole('heading', { level: 1 })).toHaveText('Choose your password')
  await elsewhere.getByLabel('New password').fill(chosen)
  await elsewhere.getByRole('button', { name: 'Save password' }).click()
  await expect(elsewhere.getByRole('status')).toHaveText('Password set. You are signed in')
  await expect(elsewhere.getByRole('link', { name: `Profile of ${email}` })).toBeVisible()

  expect((await elsewhere.goto(link))?.status()).toBe(404)
  await expect(elsewhere.getByRole('heading', { level: 1 })).toHaveText('This link has expired')
  await page.reload()
  await expect(page.getByRole('main')).toContainText('Last used')
  await expect(page.getByRole('listitem').filter({ hasText: `${email} chose a password` })).toBeVisible()
})

test('a password that is easily guessed is refused, and the link stays good', async ({
  page,
  elsewhere,
  email,
}) => {
  const link = await addAccount(page, email)
  await elsewhere.goto(link)
  const field = elsewhere.getByLabel('New password')
  await field.fill('short')
  await elsewhere.getByRole('button', { name: 'Save password' }).click()
  await expect(field).toHaveAccessibleDescription(/Password must be 15 characters or more/)
  await field.fill('passwordpassword')
  await elsewhere.getByRole('button', { name: 'Save password' }).click()
  await expect(field).toHaveAccessibleDescription(/guess/)
  await field.fill(chosen)
  await elsewhere.getByRole('button', { name: 'Save password' }).click()
  await expect(elsewhere.getByRole('status')).toHaveText('Password set. You are signed in')
})

test('a new one-time link takes the place of the one before', async ({ page, elsewhere, email }) => {
  const first = await addAccount(page, email)
  await page.getByRole('button', { name: 'New one-time link' }).click()
  await expect(page.getByRole('status')).toHaveText('One-time link made')
  const second = await page.getByLabel('One-time link').inputValue()
  expect(second).not.toBe(first)
  expect((await elsewhere.goto(first))?.status()).toBe(404)
  expect((await elsewhere.goto(second))?.status()).toBe(200)
})

test('a lower role ends the sessions, a higher one does not', async ({ page, elsewhere, signIn }) => {
  const editor = await signIn('editor')
  await comeIn(elsewhere, editor)
  await setRole('Admin')
  await elsewhere.goto('/accounts')
  await expect(elsewhere.getByRole('heading', { level: 1 })).toHaveText('Accounts')
  await setRole('Viewer')
  await elsewhere.goto('/profile')
  await expect(elsewhere.getByRole('heading', { level: 1 })).toHaveText('Sign in')

  await page.goto('/accounts/history')
  const entry = page.getByRole('listitem').filter({ hasText: editor.account.email }).first()
  await expect(entry).toContainText(`changed the account ${editor.account.email}`)
  await expect(entry.getByRole('deletion')).toHaveText('Admin')
  await expect(entry.getByRole('insertion')).toHaveText('Viewer')

  async function setRole(role: string): Promise<void> {
    await page.goto(`/accounts/${editor.account.id}`)
    await page.getByLabel('Role').selectOption(role)
    await page.getByRole('button', { name: 'Save account' }).click()
    await expect(page.getByRole('status')).toHaveText('Account changed')
    await expect(page.getByLabel('Role').getByRole('option', { selected: true })).toHaveText(role)
  }
})

test('a disabled account is out at once and cannot come in, until it is enabled', async ({
  page,
  elsewhere,
  signIn,
}) => {
  const viewer = await signIn('viewer')
  await comeIn(elsewhere, viewer)
  await elsewhere.goto('/profile')
  await expect(elsewhere.getByRole('heading', { level: 1 })).toHaveText('Your profile')

  await page.goto(`/accounts/${viewer.account.id}`)
  await page.getByRole('button', { name: 'Disable account' }).click()
  await expect(page.getByRole('status')).toHaveText('Account disabled')
  await expect(page.getByRole('main')).toContainText('This account is disabled')
  await elsewhere.goto('/profile')
  await expect(elsewhere.getByRole('heading', { level: 1 })).toHaveText('Sign in')
  await enter(elsewhere, viewer)
  await expect(elsewhere.getByRole('alert').first()).toContainText('The email or the password is not right')

  await page.getByRole('button', { name: 'Enable account' }).click()
  await expect(page.getByRole('status')).toHaveText('Account enabled')
  await enter(elsewhere, viewer)
  await expect(elsewhere.getByRole('status')).toHaveText('Signed in')
  await page.reload()
  await expect(
    page
      .getByRole('listitem')
      .filter({ hasText: 'somebody tried to sign in to this account and was refused' }),
  ).toHaveCount(1)
})

test('an admin ends all sessions of an account, and its owner can sign in again', async ({
  page,
  elsewhere,
  signIn,
}) => {
  const viewer = await signIn('viewer')
  await comeIn(elsewhere, viewer)
  await page.goto(`/accounts/${viewer.account.id}`)
  await page.getByRole('button', { name: 'End all sessions' }).click()
  await expect(page.getByRole('status')).toHaveText('Sessions ended')
  await elsewhere.goto('/profile')
  await expect(elsewhere.getByRole('heading', { level: 1 })).toHaveText('Sign in')
  await enter(elsewhere, viewer)
  await expect(elsewhere.getByRole('status')).toHaveText('Signed in')
})

test('an email of another account, and one of no user, are refused by their fields', async ({
  page,
  signIn,
  email,
}) => {
  const { account } = await signIn('viewer')
  await page.goto('/accounts/new')
  await page.getByRole('button', { name: 'Save account' }).click()
  await expect(page.getByLabel('Email', { exact: true })).toHaveAccessibleDescription(
    'Enter an email address',
  )
  await page.getByLabel('Email', { exact: true }).fill(account.email.toUpperCase())
  await page.getByLabel('Role').selectOption('Editor')
  await page.getByRole('button', { name: 'Save account' }).click()
  await expect(page.getByLabel('Email', { exact: true })).toHaveAccessibleDescription(
    /Another account has this email/,
  )
  await expect(page).toHaveTitle('Error: Add account · Rollcall')
  await page.getByLabel('Email', { exact: true }).fill(email)
  await page.getByLabel('Email or number of their person').fill(uniqueEmail())
  await page.getByRole('button', { name: 'Save account' }).click()
  await expect(page.getByLabel('Email or number of their person')).toHaveAccessibleDescription(
    /Enter the email or number of a person in the directory, or nothing/,
  )
  await expect(page.getByLabel('Role').getByRole('option', { selected: true })).toHaveText('Editor')
  await page.getByLabel('Email or number of their person').fill('')
  await page.getByRole('button', { name: 'Save account' }).click()
  await expect(page.getByRole('status')).toHaveText('Account added. Add another')
})

test('an account that is linked to a user leads its owner to their listing', async ({
  page,
  elsewhere,
  signIn,
  addUser,
}) => {
  const [viewer, grace] = [await signIn('viewer'), await addUser()]
  await page.goto(`/accounts/${viewer.account.id}`)
  await page.getByLabel('Email or number of their person').fill(grace.email.toUpperCase())
  await page.getByRole('button', { name: 'Save account' }).click()
  await expect(page.getByRole('status')).toHaveText('Account changed')
  await expect(page.getByLabel('Email or number of their person')).toHaveValue(grace.email)

  await comeIn(elsewhere, viewer)
  await elsewhere.goto('/profile')
  await elsewhere.getByRole('link', { name: 'Grace Hopper', exact: true }).click()
  await expect(elsewhere.getByRole('heading', { level: 1 })).toHaveText('Grace Hopper')
  await expect(elsewhere).toHaveURL(`/users/${grace.id}`)

  const other = await signIn('viewer')
  await page.goto(`/accounts/${other.account.id}`)
  await page.getByLabel('Email or number of their person').fill(grace.email)
  await page.getByRole('button', { name: 'Save account' }).click()
  await expect(page.getByLabel('Email or number of their person')).toHaveAccessibleDescription(
    /Another account belongs to this person/,
  )
})

test('of two admins who change one account the second chooses between the two', async ({
  page,
  context,
  signIn,
  viewer,
  email,
}) => {
  const { account } = await signIn('viewer')
  const other = await context.newPage()
  await page.goto(`/accounts/${account.id}`)
  await other.goto(`/accounts/${account.id}`)
  await other.getByLabel('Role').selectOption('Editor')
  await other.getByRole('button', { name: 'Save account' }).click()
  await expect(other.getByRole('status')).toHaveText('Account changed')

  await page.getByLabel('Email', { exact: true }).fill(email)
  await page.getByRole('button', { name: 'Save account' }).click()
  await expect(page.getByRole('alert').first()).toContainText(
    `${viewer.account?.email} changed this account just now, while you were editing.`,
  )
  const role = page.getByRole('group', { name: 'Role' })
  await expect(role).toContainText('Viewer')
  await role.getByRole('radio', { name: 'Theirs Editor' }).check()
  await expect(page.getByRole('group', { name: 'Email' }).getByRole('radio', { name: 'Yours' })).toBeChecked()
  await page.getByRole('button', { name: 'Save account' }).click()
  await expect(page.getByRole('status')).toHaveText('Account changed')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Account ${email}`)
  await expect(page.getByLabel('Email', { exact: true })).toHaveValue(email)
  await expect(page.getByLabel('Role').getByRole('option', { selected: true })).toHaveText('Editor')
  // The form has the new version, so it can be saved again.
  await page.getByLabel('Role').selectOption('Viewer')
  await page.getByRole('button', { name: 'Save account' }).click()
  await expect(page.getByLabel('Role').getByRole('option', { selected: true })).toHaveText('Viewer')
  await expect(page.getByRole('alert').filter({ hasText: 'There is a problem' })).toHaveCount(0)
})

test('an erased account is gone for ever, and what it did stays under its number', async ({
  page,
  elsewhere,
  signIn,
  addUser,
  stored,
}) => {
  const [{ account, cookie }, grace] = [await signIn('editor'), await addUser()]
  await comeIn(elsewhere, { account, cookie })
  await elsewhere.goto(`/users/${grace.id}/edit`)
  await elsewhere.getByLabel('Job title').fill('Professor')
  await elsewhere.getByRole('button', { name: 'Save person' }).click()
  await expect(elsewhere.getByRole('status')).toHaveText(/^Person changed: /)

  await page.goto(`/accounts/${account.id}`)
  await page.getByRole('link', { name: 'Erase account' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Erase account ${account.email}`)
  await page.getByLabel('Email, to confirm').fill(uniqueEmail())
  await page.getByRole('button', { name: 'Erase for ever' }).click()
  await expect(page.getByLabel('Email, to confirm')).toHaveAccessibleDescription(
    'Enter it exactly as it is written above',
  )
  await page.getByLabel('Email, to confirm').fill(account.email)
  await page.getByRole('button', { name: 'Erase for ever' }).click()
  await expect(page.getByRole('status')).toHaveText('Account erased')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Accounts')

  expect((await page.goto(`/accounts/${account.id}`))?.status()).toBe(404)
  await elsewhere.goto('/profile')
  await expect(elsewhere.getByRole('heading', { level: 1 })).toHaveText('Sign in')
  await page.goto('/accounts/history')
  await expect(page.getByRole('main')).toContainText(`erased account ${account.id},`)
  await expect(page.getByRole('main')).not.toContainText(account.email)
  await page.goto(`/users/${grace.id}/history`)
  await expect(page.getByRole('main')).toContainText(`account ${account.id} changed this person`)
  expect(await stored(grace)).toMatchObject({ jobTitle: 'Professor' })
})

test('an account that changed while its erasure was being confirmed is shown with its present values', async ({
  page,
  context,
  signIn,
  viewer,
  email,
}) => {
  const { account } = await signIn('viewer')
  await page.goto(`/accounts/${account.id}/erase`)
  const other = await context.newPage()
  await other.goto(`/accounts/${account.id}`)
  await other.getByLabel('Email', { exact: true }).fill(email)
  await other.getByRole('button', { name: 'Save account' }).click()
  await expect(other.getByRole('status')).toHaveText('Account changed')

  await page.getByLabel('Email, to confirm').fill(account.email)
  await page.getByRole('button', { name: 'Erase for ever' }).click()
  await expect(page.getByRole('alert').first()).toContainText(
    `${viewer.account?.email} changed this account just now, after you opened this page`,
  )
  await expect(page.getByRole('main')).toContainText(`Its email is now ${email}`)
  await page.getByLabel('Email, to confirm').fill(email)
  await page.getByRole('button', { name: 'Erase for ever' }).click()
  await expect(page.getByRole('status')).toHaveText('Account erased')
})

test('accounts are listed by email, fifty on a page, each of them once', async ({ page, signIn }) => {
  const added: string[] = []
  for (let count = 0; count < 51; count++) added.push((await signIn('viewer')).account.email)
  await page.goto('/accounts')
  const listed: string[] = []
  for (;;) {
    const rows = page.getByRole('table', { name: 'Accounts by email' }).getByRole('rowheader')
    const emails = await rows.getByRole('link').allTextContents()
    expect(emails.length).toBeLessThanOrEqual(50)
    listed.push(...emails)
    const next = page.getByRole('link', { name: 'Next page' })
    if ((await next.count()) === 0) break
    await page.goto(String(await next.getAttribute('href')))
  }
  expect(new Set(listed).size).toBe(listed.length)
  expect(listed).toEqual(expect.arrayContaining(added))
  await page.getByRole('link', { name: 'First page' }).click()
  await expect(page.getByRole('link', { name: 'First page' })).toHaveCount(0)
})

test('addresses of accounts that are not there answer 404', async ({ page }) => {
  for (const path of ['/accounts/2147483647', '/accounts/x', '/accounts/2147483647/erase']) {
    expect((await page.goto(path))?.status()).toBe(404)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Page not found')
  }
})

test.describe('an editor', () => {
  test.use({ role: 'editor' })

  test('neither sees the accounts nor a way to them', async ({ page, signIn }) => {
    const { account } = await signIn('viewer')
    const { id } = account
    for (const path of ['', '/new', `/${id}`, `/${id}/erase`, '/history']) {
      expect((await page.goto(`/accounts${path}`))?.status()).toBe(403)
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Not allowed')
      await expect(page.getByRole('navigation', { name: 'Main' })).not.toContainText('Admin')
      await expect(page.getByRole('main')).not.toContainText(account.email)
    }
  })
})

test.describe('somebody who is not signed in', () => {
  test.use({ role: 'nobody' })

  test('is sent to sign in, and back', async ({ page, signIn }) => {
    await page.goto('/accounts')
    await expect(page).toHaveURL('/sign-in?next=%2Faccounts')
    const { account } = await signIn('admin')
    await page.getByLabel('Email').fill(account.email)
    await page.getByLabel('Password').fill(password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Accounts')
    await expect(page).toHaveURL('/accounts')
  })
})

/** @returns the one-time link */
async function addAccount(page: Page, email: string): Promise<string> {
  await page.goto('/accounts')
  await page.getByRole('link', { name: 'Add account' }).click()
  await page.getByLabel('Email', { exact: true }).fill(email)
  await page.getByRole('button', { name: 'Save account' }).click()
  await expect(page.getByRole('status')).toHaveText('Account added. Add another')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Account ${email}`)
  return page.getByLabel('One-time link').inputValue()
}

/** Gives a page the cookie of a session. */
async function comeIn(page: Page, { cookie }: SignedIn): Promise<void> {
  const [name = '', value = ''] = cookie.split('=')
  await page.goto('/sign-in')
  await page.context().addCookies([{ name, value, url: page.url() }])
}

async function enter(page: Page, { account }: SignedIn): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('Email').fill(account.email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

test('a button that comes too late says so on the present page', async ({ page, signIn, db }) => {
  const { account } = await signIn('viewer')
  await page.goto(`/accounts/${account.id}`)
  await db.updateTable('accounts').set({ version: 2, role: 'editor' }).where('id', '=', account.id).execute()
  await page.getByRole('button', { name: 'Disable account' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'somebody else changed this first' })).toBeVisible()
  await expect(page.getByLabel('Role').getByRole('option', { selected: true })).toHaveText('Editor')
  await page.getByRole('button', { name: 'Disable account' }).click()
  await expect(page.getByRole('status')).toHaveText('Account disabled')
})
