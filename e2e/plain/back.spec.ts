import { expect, test } from '../support/fixtures.ts'

test.beforeEach(async ({ page }) => {
  await page.goto('/users/new')
  await page.getByLabel('About').fill('A long text.')
  await page.getByRole('button', { name: 'Save person' }).click()
  await expect(page.getByRole('alert').first()).toContainText('Enter a name')
  await page.getByRole('link', { name: 'People', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('People')
})

test('Back leads to a form that was refused, with everything typed, and it can be saved', async ({
  page,
}) => {
  await page.goBack()
  await expect(page.getByRole('alert').first()).toContainText('Enter a name')
  await expect(page.getByLabel('About')).toHaveValue('A long text.')
  await page.getByLabel('Full name').fill('Grace Hopper')
  await page.getByRole('button', { name: 'Save person' }).click()
  await expect(page.getByRole('status')).toHaveText(/^Person added: Grace Hopper/)
  await expect(page.getByRole('main')).toContainText('A long text.')
})

test('after signing out Back shows nothing that was typed', async ({ page }) => {
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('status')).toHaveText('Signed out')
  await page.goBack()
  await expect(page.goBack()).rejects.toThrow('ERR_CACHE_MISS')
})
