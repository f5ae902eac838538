import type { Page } from '@playwright/test'
import { expect, test } from '../support/fixtures.ts'
import { settled } from '../support/settled.ts'
import { uniqueWord } from '../support/unique-word.ts'

test('a page that takes long shows a thin bar, also from the menu of a telephone', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 })
  await page.goto('/users')
  const answer = await hold(page, /\/teams/)
  await page.getByRole('button', { name: 'Menu' }).click()
  await page.getByRole('link', { name: 'Teams' }).click()
  await expect(page.getByRole('progressbar', { name: 'The page is loading' })).toBeVisible()
  answer()
  await expect(page.getByRole('heading', { name: 'Teams', level: 1 })).toBeVisible()
  await expect(page.getByRole('progressbar')).toHaveCount(0)
})

test('focus goes to the new page when its link or button is gone, and stays where it still is', async ({
  page,
  addUser,
}) => {
  const word = uniqueWord()
  const { id } = await addUser({ name: `${word} Ada` })
  await page.goto(`/users?q=${word}&status=inactive`)
  await page.getByRole('link', { name: 'Remove filter: Inactive' }).click()
  await expect(page).toHaveURL(`/users?q=${word}`)
  await expect(page.getByRole('main')).toBeFocused()
  await page.goto(`/users/${id}/delete`)
  await page.getByRole('button', { name: 'Move to trash' }).click()
  await expect(page).toHaveURL('/users')
  await expect(page.getByRole('main')).toBeFocused()
  await page.getByRole('link', { name: 'Teams', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Teams', level: 1 })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Teams', exact: true })).toBeFocused()
})

test('words that are typed while another page loads do not hold it up', async ({ page, addUser }) => {
  await addUser()
  await page.goto('/users')
  await settled(page)
  const answer = await hold(page, /\/teams/)
  await page.getByRole('link', { name: 'Teams', exact: true }).click()
  await expect(page.getByRole('progressbar')).toBeVisible()
  await typeAndLeave(page)
  answer()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Teams')
  await settled(page)
  await expect(page).toHaveURL('/teams')
})

test('nor while Back leads to a page that has to load', async ({ page, addUser }) => {
  await addUser()
  await page.goto('/teams')
  await page.getByRole('link', { name: 'People', exact: true }).click()
  await expect(page.getByRole('searchbox')).toBeVisible()
  await page.reload()
  await settled(page)
  const answer = await hold(page, /\/teams/)
  const asked = page.waitForRequest(/\/teams/)
  await page.evaluate(() => history.back())
  await asked
  await typeAndLeave(page)
  answer()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Teams')
  await settled(page)
  await expect(page).toHaveURL('/teams')
})

/** Requests of these addresses wait until the function is called. */
async function hold(page: Page, addresses: RegExp): Promise<() => void> {
  let answer = () => {}
  const asked = new Promise<void>((resolve) => {
    answer = resolve
  })
  await page.route(addresses, async (route) => {
    await asked
    await route.continue()
  })
  return answer
}

/** The search asks at once when the box loses the focus. */
async function typeAndLeave(page: Page): Promise<void> {
  await page.getByRole('searchbox').pressSequentially('nobody')
  await page.getByRole('searchbox').press('Tab')
}
