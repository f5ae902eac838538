import type { Page } from '@playwright/test'
import { test as base, expect } from './fixtures.ts'
import { uniqueWord } from './unique-word.ts'

type Fixtures = {
  /** A word that nobody else in the run has. Of letters alone, so that no digits of a phone hold it. */
  word: string
}

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that are wanted from this pattern
  word: async ({}, use) => {
    await use(uniqueWord())
  },
})

export { expect }

/** The names in the list, in its order. */
export function names(page: Page) {
  return page.getByRole('rowheader').getByRole('link')
}

/** Sends the form above the list with these words. */
export async function search(page: Page, words: string) {
  const form = page.getByRole('search')
  await form.getByLabel('Search').fill(words)
  await form.getByRole('button', { name: 'Search' }).click()
}

/** Whom an address with these words shows. */
export async function expectFound(page: Page, words: string, wanted: string[]) {
  await page.goto(`/users?${new URLSearchParams({ q: words })}`)
  await expect(names(page), words).toHaveText(wanted)
}
