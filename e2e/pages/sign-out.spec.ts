import { expect, test } from '../support/fixtures.ts'

test('after somebody has signed out Back shows nothing of a person whom only accounts may see', async ({
  page,
  addUser,
}) => {
  const secret = { name: 'Grace Unlisted', jobTitle: 'Head of secrets', phone: '+44 20 7946 0018' }
  const { id, email } = await addUser({ ...secret, listed: false })
  const secrets = [...Object.values(secret), email]
  await page.goto(`/users/${id}`)
  await page.getByRole('link', { name: 'Edit' }).click()
  await expect(page.getByLabel('Email')).toHaveValue(email)
  expect(await secretsShown()).toEqual(secrets)
  // Another document, also with scripts.
  await page.goto('/teams')
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('status')).toHaveText('Signed out')

  for (const path of ['/teams', `/users/${id}/edit`]) {
    await page.goBack()
    await expect(page).toHaveURL(`/sign-in?${new URLSearchParams({ next: path })}`)
    expect(await secretsShown()).toEqual([])
  }
  await page.goBack()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Page not found')
  expect(await secretsShown()).toEqual([])

  /** Also in the fields of forms. */
  async function secretsShown(): Promise<string[]> {
    const shown = `${await page.title()} ${await page.locator('body').ariaSnapshot()}`
    return secrets.filter((text) => shown.includes(text))
  }
})

test('nor does it after a sign-out on the page of that person', async ({ page, addUser }) => {
  const { id, name } = await addUser({ name: 'Grace Unlisted', listed: false })
  await page.goto(`/users/${id}`)
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('status')).toHaveText('Signed out')
  await page.goBack()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Page not found')
  await expect(page.getByRole('main')).not.toContainText(name)
})
