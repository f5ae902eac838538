import { expect, test } from '../support/fixtures.ts'

const addresses = ['https://example.com/1', 'https://example.com/2', 'https://example.com/3']
const links = addresses.map((url) => ({ label: '', url }))

test('links are moved and removed by buttons, and only "Save person" saves', async ({
  page,
  addUser,
  stored,
}) => {
  const grace = await addUser({ links })
  await page.goto(`/users/${grace.id}/edit`)
  await page.getByRole('button', { name: 'Move up link 3' }).click()
  await expect(page.getByLabel('Link 2 address')).toHaveValue('https://example.com/3')
  await page.getByRole('button', { name: 'Remove link 1' }).click()
  await expect(page.getByLabel('Link 3 address')).toHaveCount(0)
  await expect(page.getByLabel('Link 1 address')).toHaveValue('https://example.com/3')
  const before = await stored(grace)
  expect(before).toEqual(grace)

  await page.getByRole('button', { name: 'Save person' }).click()
  await expect(page.getByRole('status')).toHaveText(/^Person changed: /)
  const after = await stored(grace)
  expect(after.links.map(({ url }) => url)).toEqual(['https://example.com/3', 'https://example.com/2'])
})

test('the keyboard keeps its place among the rows, and never lands on "Remove"', async ({
  page,
  addUser,
}) => {
  const grace = await addUser({ links })
  await page.goto(`/users/${grace.id}/edit`)
  await page.getByRole('button', { name: 'Add link' }).press('Enter')
  await expect(page.getByLabel('Link 4 address')).toBeFocused()
  await page.getByRole('button', { name: 'Remove link 4' }).press('Enter')
  await expect(page.getByRole('button', { name: 'Add link' })).toBeFocused()
  await page.getByRole('button', { name: 'Move up link 3' }).press('Enter')
  await expect(page.getByRole('button', { name: 'Move up link 2' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Move down link 1' })).toBeFocused()
  await expect(page.getByLabel('Link 1 address')).toHaveValue('https://example.com/3')
})

test('Enter in a field saves instead of pressing a button of a row', async ({ page, addUser, db }) => {
  const grace = await addUser({ links })
  await page.goto(`/users/${grace.id}/edit`)
  await page.getByLabel('Link 1 label').fill('First')
  await page.getByLabel('Link 1 label').press('Enter')
  await expect(page.getByRole('status')).toHaveText(/^Person changed: /)
  const after = await db
    .selectFrom('users')
    .select('links')
    .where('id', '=', grace.id)
    .executeTakeFirstOrThrow()
  expect(after.links).toEqual([{ label: 'First', url: addresses[0] }, ...links.slice(1)])
})

test('an eleventh link cannot be added, and a wrong address is named at its row', async ({
  page,
  addUser,
}) => {
  const ten = Array.from({ length: 10 }, (_, index) => ({ label: '', url: `https://example.com/${index}` }))
  const grace = await addUser({ links: ten })
  await page.goto(`/users/${grace.id}/edit`)
  await expect(page.getByRole('button', { name: 'Add link' })).toHaveCount(0)
  await page.getByLabel('Link 10 address').fill('javascript:alert(1)')
  await page.getByRole('button', { name: 'Save person' }).click()
  await expect(page.getByLabel('Link 10 address')).toHaveAccessibleDescription(
    'Enter a link address that starts with https:// or http://',
  )
  await page.getByRole('alert').getByRole('link').click()
  await expect(page.getByLabel('Link 10 address')).toBeFocused()
})
