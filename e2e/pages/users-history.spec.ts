import type { Page } from '@playwright/test'
import { expect, test } from '../support/fixtures.ts'

test('the history tells who changed what, and an earlier version comes back', async ({
  page,
  viewer,
  addUser,
  verbsOf,
  stored,
}) => {
  const grace = await addUser({ location: 'Arlington' })
  await edit(page, grace.id, 'Rear admiral')
  await page.getByRole('link', { name: 'History' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('History of Grace Hopper')
  const entries = page.getByRole('main').getByRole('listitem')
  await expect(entries).toHaveCount(2)
  await expect(entries.first()).toContainText(`${viewer.account?.email} changed`)
  await expect(entries.first().getByRole('deletion')).toHaveText('Admiral')
  await expect(entries.first().getByRole('insertion')).toHaveText('Rear admiral')

  await page.getByRole('link', { name: 'Restore version 1' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Restore version 1 of Grace Hopper')
  await page.getByRole('button', { name: 'Restore this version' }).click()
  await expect(page.getByRole('status')).toHaveText(/^Person changed: /)
  const after = await stored(grace)
  expect(after).toMatchObject({ jobTitle: 'Admiral', location: 'Arlington', version: 3 })
  expect(await verbsOf(grace)).toEqual(['create', 'update', 'revert'])
})

test('a version is not brought back over a change that its owner has not seen', async ({
  page,
  context,
  addUser,
}) => {
  const grace = await addUser()
  await edit(page, grace.id, 'Rear admiral')
  await page.goto(`/users/${grace.id}/history/1`)
  await edit(await context.newPage(), grace.id, 'Professor')
  await page.getByRole('button', { name: 'Restore this version' }).click()
  await expect(page.getByRole('alert').first()).toBeFocused()
  await expect(page.getByText('Professor').first()).toBeVisible()
  await page.getByRole('button', { name: 'Restore this version' }).click()
  await expect(page.getByRole('status')).toHaveText(/^Person changed: /)
})

test('a version that never was is a page that helps', async ({ page, addUser }) => {
  const grace = await addUser()
  for (const version of ['2', '0', 'x']) {
    const response = await page.goto(`/users/${grace.id}/history/${version}`)
    expect(response?.status()).toBe(404)
  }
})

async function edit(page: Page, id: number, jobTitle: string): Promise<void> {
  await page.goto(`/users/${id}/edit`)
  await page.getByLabel('Job title').fill(jobTitle)
  await page.getByRole('button', { name: 'Save person' }).click()
  await expect(page.getByRole('status')).toHaveText(/^Person changed: /)
}
