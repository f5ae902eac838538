import type { Page } from '@playwright/test'

/** The teams in the form of a person: other tests may have added so many that they are folded. */
export async function openFold(page: Page): Promise<void> {
  const fold = page.getByRole('group', { name: 'Teams' }).locator('details:not([open]) summary')
  if (await fold.count()) await fold.click()
}
