import type { Page } from '@playwright/test'

export async function upload(page: Page, name: string, content: string | Buffer): Promise<void> {
  await page.goto('/users/import')
  await page
    .getByLabel('File', { exact: true })
    .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content) })
  await page.getByRole('button', { name: 'Upload' }).click()
}

/** The line about all of them, with the buttons. */
export function verdict(page: Page) {
  return page.locator('.verdict')
}

/** The cells of the first row of a kind, which need not be open. */
export function cellsOf(page: Page, summary: string) {
  return kindOf(page, summary).locator('tbody tr').first().locator('th, td')
}

/** The rows of the preview under one heading. */
export function kindOf(page: Page, summary: string) {
  return page.getByRole('group').filter({ has: page.getByText(summary, { exact: true }) })
}
