import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme })

    test('pages have no accessibility violations and fit a narrow screen', async ({
      page,
      addUser,
      trashUser,
    }) => {
      const trashed = await trashUser(await addUser())
      const grace = await addUser({
        name: 'Grace Brewster Murray Hopper',
        about: 'x'.repeat(1000),
        links: [{ label: '', url: `https://example.com/${'path'.repeat(100)}` }],
      })
      for (const path of [
        '/users',
        '/users/new',
        `/users/${grace.id}`,
        `/users/${grace.id}/edit`,
        `/users/${grace.id}/delete`,
        `/users/${grace.id}/history`,
        `/users/${trashed.id}/restore`,
        `/users/${trashed.id}/erase`,
        '/users/trash',
        '/profile',
        '/sign-in',
        '/api',
        '/nowhere',
      ]) {
        await page.goto(path)
        await expectAccessible(page)
      }
    })

    test('the settings, and a token on its way, have none either', async ({ page, email }) => {
      await page.goto('/settings')
      await expectAccessible(page)
      await page.goto('/tokens/new')
      await expectAccessible(page)
      await page.getByLabel('Name').fill(`Web site of ${email}`)
      await page.getByRole('button', { name: 'Save token' }).click()
      await expect(page.getByLabel('Your token')).toBeVisible()
      await expectAccessible(page)
      await page.getByRole('link', { name: `Revoke Web site of ${email}` }).click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Revoke Web site of ${email}`)
      await expectAccessible(page)
    })

    test('error states have none either', async ({ page, addUser }) => {
      const grace = await addUser()
      await page.goto('/users/new')
      await page.getByRole('button', { name: 'Add link' }).click()
      await page.getByLabel('Link 1 label').fill('No address')
      await page.getByRole('button', { name: 'Save user' }).click()
      await expect(page.getByRole('alert').first()).toBeFocused()
      await expectAccessible(page)

      await page.goto(`/users/${grace.id}/edit`)
      const other = await page.context().newPage()
      await other.goto(`/users/${grace.id}/edit`)
      await other.getByLabel('Job title').fill('Professor')
      await other.getByRole('button', { name: 'Save user' }).click()
      await expect(other.getByRole('status')).toHaveText('User updated')
      await expectAccessible(other)
      await page.getByLabel('Job title').fill('Rear admiral')
      await page.getByRole('button', { name: 'Save user' }).click()
      await expect(page.getByRole('group', { name: 'Job title' })).toBeVisible()
      await expectAccessible(page)
    })
  })
}

/** No violation of WCAG 2.2 A and AA or of axe's best practices, and no sideways scrolling at 320 CSS pixels (1.4.10). */
async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target)])).toEqual([])
  await page.setViewportSize({ width: 320, height: 640 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
  await page.setViewportSize({ width: 1280, height: 720 })
}
