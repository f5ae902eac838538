import { expect, password, test } from '../support/fixtures.ts'

test.use({ role: 'nobody' })

test('somebody who wants to make changes signs in and goes on where they were', async ({
  page,
  signIn,
  addUser,
}) => {
  const [{ account }, grace] = [await signIn('editor'), await addUser()]
  await page.goto(`/users/${grace.id}`)
  await expect(page.getByRole('link', { name: 'Edit' })).toHaveCount(0)
  await page.getByRole('link', { name: 'Sign in to make changes' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in')
  await page.getByLabel('Email').fill(account.email.toUpperCase())
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).toHaveURL(`/users/${grace.id}`)
  await expect(page.getByRole('link', { name: 'Edit' })).toBeVisible()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('status')).toHaveText('Signed out')
  await page.goto('/users/new')
  await expect(page).toHaveURL('/sign-in?next=%2Fusers%2Fnew')
})

test('a wrong password, an unknown email and a disabled account get the same words', async ({
  page,
  signIn,
  db,
}) => {
  const [{ account }, disabled] = [await signIn('viewer'), await signIn('viewer')]
  await db
    .updateTable('accounts')
    .set({ disabledAt: new Date() })
    .where('id', '=', disabled.account.id)
    .execute()
  await page.goto('/sign-in')
  for (const [email, typed] of [
    [account.email, 'not this one at all'],
    [`nobody-${account.email}`, password],
    [disabled.account.email, password],
  ] as const) {
    await page.getByLabel('Email').fill(email)
    await page.getByLabel('Password').fill(typed)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page.getByRole('alert').first()).toContainText('The email or the password is not right')
    await expect(page.getByLabel('Email')).toHaveValue(email)
    await page.goto('/sign-in')
  }
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByLabel('Email')).toHaveAccessibleDescription('Enter an email address')
  await expect(page.getByLabel('Password')).toHaveAccessibleDescription('Enter a password')
})

test('after too many tries the form says when to try again', async ({ page, signIn }) => {
  const { account } = await signIn('viewer')
  await page.goto('/sign-in')
  for (let tries = 0; tries < 6; tries++) {
    await page.getByLabel('Email').fill(account.email)
    await page.getByLabel('Password').fill(`guess number ${tries}`)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page.getByRole('alert').first()).toContainText(/not right|too many tries/)
    if (tries < 5) await page.goto('/sign-in')
  }
  await expect(page.getByRole('alert').first()).toContainText(
    /There were too many tries\. Try again in (1 minute|\d+ seconds)\./,
  )
})
