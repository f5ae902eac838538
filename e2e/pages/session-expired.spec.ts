import type { Page } from '@playwright/test'
import type { Account } from '#db/tables.ts'
import { expect, password, test } from '../support/fixtures.ts'

let account: Account
let endSession: () => Promise<unknown>

test.beforeEach(async ({ viewer, db }) => {
  if (!viewer.account) throw new Error('nobody is signed in')
  account = viewer.account
  endSession = () => db.deleteFrom('sessions').where('accountId', '=', account.id).execute()
})

test('somebody whose session ends while they type signs in, goes on and saves once', async ({
  page,
  email,
  db,
}) => {
  await page.goto('/users/new')
  await page.getByLabel('Full name').fill('Ada Lovelace')
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('About').fill('Wrote the first program.\nLikes engines.')
  await page.getByRole('button', { name: 'Add link' }).click()
  await page.getByLabel('Link 1 address').fill('https://example.com/ada')
  await page.getByText('More', { exact: true }).click()
  await page.getByLabel('Status').selectOption('Inactive')
  await page.getByLabel('Listed in the public view').uncheck()
  await endSession()
  await page.getByRole('button', { name: 'Save person' }).click()
  await expectSignIn(page)

  await page.getByLabel('Email').fill(account.email)
  await page.getByLabel('Password').fill('not this one at all')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('alert').first()).toContainText('The email or the password is not right')
  await expect(page.getByRole('alert').first()).toBeFocused()
  await expect(page).toHaveTitle('Error: Sign in · Rollcall')
  await expect(page.getByLabel('Email')).toHaveValue(account.email)
  expect(await idsOf(email)).toHaveLength(0)

  await signInAgain(page)
  await expectForm(page, 'Add person')
  await expect(page.getByLabel('Full name')).toHaveValue('Ada Lovelace')
  await expect(page.getByLabel('Email')).toHaveValue(email)
  await expect(page.getByLabel('About')).toHaveValue('Wrote the first program.\nLikes engines.')
  await expect(page.getByLabel('Link 1 address')).toHaveValue('https://example.com/ada')
  await expect(page.getByLabel('Status')).toHaveValue('inactive')
  await expect(page.getByLabel('Listed in the public view')).not.toBeChecked()
  expect(await idsOf(email)).toHaveLength(0)

  await page.getByRole('button', { name: 'Save person' }).click()
  await expect(page.getByRole('status')).toHaveText(/^Person added: .+\. Add another$/)
  expect(await idsOf(email)).toMatchObject([
    {
      name: 'Ada Lovelace',
      about: 'Wrote the first program.\nLikes engines.',
      links: [{ label: '', url: 'https://example.com/ada' }],
      status: 'inactive',
      listed: false,
    },
  ])
  await page.reload()
  expect(await idsOf(email)).toHaveLength(1)

  function idsOf(address: string) {
    return db.selectFrom('users').selectAll().where('email', '=', address).execute()
  }
})

test('an edit goes on where it stopped, and nothing else of the user changes', async ({
  page,
  addUser,
  stored,
}) => {
  const links = [{ label: 'Navy', url: 'https://example.com/navy' }]
  const grace = await addUser({ location: 'Arlington', phone: '+1 202 555 0123', links })
  await editSignedOut(page, grace)
  expect(await stored(grace)).toEqual(grace)

  await signInAgain(page)
  await expectForm(page, 'Edit Grace Hopper')
  await expect(page.getByLabel('Job title')).toHaveValue('Rear admiral')
  await expect(page.getByLabel('Location')).toHaveValue('Arlington')
  expect(await stored(grace)).toEqual(grace)
  await page.getByRole('button', { name: 'Save person' }).click()
  await expect(page.getByRole('status')).toHaveText(/^Person changed: /)
  const { jobTitle, version, updatedAt: _, ...rest } = await stored(grace)
  expect([jobTitle, version]).toEqual(['Rear admiral', 2])
  expect(grace).toMatchObject(rest)
})

test('a change by somebody else is still noticed', async ({
  page,
  addUser,
  stored,
  signIn,
  browser,
  baseURL,
}) => {
  const grace = await addUser()
  await editSignedOut(page, grace)

  const [name = '', value = ''] = (await signIn('editor')).cookie.split('=')
  const context = await browser.newContext()
  await context.addCookies([{ name, value, url: String(baseURL) }])
  const other = await context.newPage()
  await other.goto(`${baseURL}/users/${grace.id}/edit`)
  await other.getByLabel('Job title').fill('Professor')
  await other.getByRole('button', { name: 'Save person' }).click()
  await expect(other.getByRole('status')).toHaveText(/^Person changed: /)
  await context.close()

  await signInAgain(page)
  await expectForm(page, 'Edit Grace Hopper')
  await page.getByRole('button', { name: 'Save person' }).click()
  const choice = page.getByRole('group', { name: 'Job title' })
  await expect(choice.getByRole('radio', { name: 'Yours' })).toBeChecked()
  await expect(choice).toContainText('Rear admiral')
  await expect(choice).toContainText('Professor')
  expect(await stored(grace)).toMatchObject({ jobTitle: 'Professor', version: 2 })
})

test('a button of a list loses nothing either', async ({ page, addUser, stored, javaScriptEnabled }) => {
  const grace = await addUser({ links: [{ label: '', url: 'https://example.com/1' }] })
  await page.goto(`/users/${grace.id}/edit`)
  await page.getByLabel('About').fill('Found the moth.')
  await endSession()
  await page.getByRole('button', { name: 'Add link' }).click()
  // With scripts the row needs no request, so the server notices the missing session when the form is sent.
  if (javaScriptEnabled) await page.getByRole('button', { name: 'Save person' }).click()
  await expectSignIn(page)
  await signInAgain(page)
  await expectForm(page, 'Edit Grace Hopper')
  await expect(page.getByLabel('About')).toHaveValue('Found the moth.')
  await expect(page.getByLabel('Link 1 address')).toHaveValue('https://example.com/1')
  expect(await stored(grace)).toEqual(grace)
  await page.getByRole('button', { name: 'Save person' }).click()
  await expect(page.getByRole('status')).toHaveText(/^Person changed: /)
  expect(await stored(grace)).toMatchObject({ about: 'Found the moth.', links: grace.links, version: 2 })
})

test('a step that only has to be confirmed waits as well', async ({ page, addUser, stored }) => {
  const grace = await addUser()
  await page.goto(`/users/${grace.id}/delete`)
  await endSession()
  await page.getByRole('button', { name: 'Move to trash' }).click()
  await expectSignIn(page)
  expect(await stored(grace)).toEqual(grace)
  await signInAgain(page)
  await expectForm(page, 'Move Grace Hopper to trash')
  expect(await stored(grace)).toEqual(grace)
  await page.getByRole('button', { name: 'Move to trash' }).click()
  await expect(page.getByRole('status')).toHaveText(/^Moved to trash: .+\. Undo$/)
})

test('signing in without the right to go on says so, and stores nothing', async ({
  page,
  addUser,
  stored,
  signIn,
}) => {
  const grace = await addUser()
  await editSignedOut(page, grace)
  account = (await signIn('viewer')).account
  await signInAgain(page)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Not allowed')
  expect(await stored(grace)).toEqual(grace)
})

async function editSignedOut(page: Page, { id }: { id: number }): Promise<void> {
  await page.goto(`/users/${id}/edit`)
  await page.getByLabel('Job title').fill('Rear admiral')
  await endSession()
  await page.getByRole('button', { name: 'Save person' }).click()
  await expectSignIn(page)
}

async function expectSignIn(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in')
  await expect(page).toHaveTitle('Sign in · Rollcall')
  await expect(page.getByText('Your text is kept')).toBeVisible()
}

async function signInAgain(page: Page): Promise<void> {
  await page.getByLabel('Email').fill(account.email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

async function expectForm(page: Page, title: string): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title)
  await expect(page).toHaveTitle(`${title} · Rollcall`)
  await expect(page.getByRole('status')).toContainText('Nothing is saved yet')
  await expect(page.getByRole('alert').filter({ hasText: 'There is a problem' })).toHaveCount(0)
}
