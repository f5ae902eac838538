import type { Page } from '@playwright/test'
import { test as base, expect } from './fixtures.ts'
import { uniqueWord } from './unique-word.ts'

type Fixtures = {
  /** Unique in the run. Only letters, so that no phone number contains it. */
  word: string
}

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that are wanted from this pattern
  word: async ({}, use) => {
    await use(uniqueWord())
  },
})

export { expect }

export function names(page: Page) {
  return page.getByRole('rowheader').getByRole('link')
}

export async function search(page: Page, words: string) {
  const form = page.getByRole('search')
  await form.getByLabel('Search').fill(words)
  await form.getByRole('button', { name: 'Search' }).click()
}

export async function expectFound(page: Page, words: string, wanted: string[]) {
  await page.goto(`/users?${new URLSearchParams({ q: words })}`)
  await expect(names(page), words).toHaveText(wanted)
}
