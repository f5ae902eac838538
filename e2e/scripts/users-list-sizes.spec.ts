import type { Page } from '@playwright/test'
import { expect, test } from '../support/fixtures.ts'
import { uniqueWord } from '../support/unique-word.ts'

test.use({ role: 'viewer' })

const word = uniqueWord()

test.beforeEach(async ({ addUser }) => {
  for (let number = 1; number <= 15; number++)
    await addUser({ name: `Person ${word} ${number}`, jobTitle: 'Nurse', phone: '+44 20 7946 0018' })
})

test('a screen of 1280 by 900 shows fifteen people with their phones', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 })
  await page.goto('/users')
  expect(await wholeRows(page)).toBeGreaterThanOrEqual(15)
  await page.goto(`/users?q=${word}`)
  const head = await page.getByRole('columnheader', { name: 'Phone' }).boundingBox()
  const phone = await page.getByRole('link', { name: '+44 20 7946 0018' }).first().boundingBox()
  // Also of people without a team.
  expect(Math.abs((phone?.x ?? 0) - (head?.x ?? -100))).toBeLessThan(20)
  await page.setViewportSize({ width: 1920, height: 1080 })
  await page.goto('/users')
  expect(await wholeRows(page)).toBeGreaterThanOrEqual(16)
})

test('a telephone shows nine people, and three beside its keyboard', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 })
  await page.goto('/users')
  expect(await wholeRows(page)).toBeGreaterThanOrEqual(9)
  // A keyboard takes 260 to 330 of its pixels.
  await page.setViewportSize({ width: 360, height: 410 })
  await page.getByRole('search').getByLabel('Search').click()
  expect(await wholeRows(page)).toBeGreaterThanOrEqual(3)
  await page.goto(`/users?q=${word}`)
  const call = page.getByRole('link', { name: '+44 20 7946 0018' }).first()
  const { width, height } = (await call.boundingBox()) ?? { width: 0, height: 0 }
  expect(Math.min(width, height)).toBeGreaterThanOrEqual(44)
})

/** People whose row is seen as a whole. */
function wholeRows(page: Page): Promise<number> {
  const rows = page.getByRole('main').locator('tbody tr')
  return rows.evaluateAll(
    (all) => all.filter((row) => row.getBoundingClientRect().bottom <= innerHeight).length,
  )
}
