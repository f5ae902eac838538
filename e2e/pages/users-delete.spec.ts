import { expect, test } from '../support/fixtures.ts'

test('an editor moves a user to the trash', async ({ page, addUser, request, stored }) => {
  const grace = await addUser()
  await page.goto(`/users/${grace.id}`)
  await page.getByRole('link', { name: 'Move to trash' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Move Grace Hopper to trash')
  await page.getByRole('button', { name: 'Move to trash' }).click()
  await expect(page.getByRole('status')).toHaveText('Moved to trash: Grace Hopper. Undo')
  await expect(page).toHaveURL('/users')

  const response = await page.goto(`/users/${grace.id}`)
  expect(response?.status()).toBe(200)
  await expect(page.getByText('Grace Hopper is in the trash.')).toBeVisible()
  await expect(page.getByRole('main').getByRole('link', { name: 'Restore' })).toBeVisible()
  await expect(page.getByRole('main').getByRole('link', { name: 'Edit' })).toHaveCount(0)
  expect((await request.get(`/api/users/${grace.id}`)).status()).toBe(404)
  const row = await stored(grace)
  expect(row).toMatchObject({ name: 'Grace Hopper', version: 2, trashedAt: expect.any(Date) })
})

test('"Cancel" keeps the user', async ({ page, addUser, stored }) => {
  const grace = await addUser()
  await page.goto(`/users/${grace.id}/delete`)
  await page.getByRole('link', { name: 'Cancel' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Grace Hopper')
  expect(await stored(grace)).toEqual(grace)
})

test('a user who was changed since is not trashed unseen', async ({ page, context, addUser, db }) => {
  const grace = await addUser()
  await page.goto(`/users/${grace.id}/delete`)
  const other = await context.newPage()
  await other.goto(`/users/${grace.id}/edit`)
  await other.getByLabel('Job title').fill('Professor')
  await other.getByRole('button', { name: 'Save person' }).click()
  await expect(other.getByRole('status')).toHaveText(/^Person changed: /)

  await page.getByRole('button', { name: 'Move to trash' }).click()
  await expect(page.getByRole('alert').first()).toBeFocused()
  await expect(page.getByText('Professor')).toBeVisible()
  const unchanged = await db
    .selectFrom('users')
    .selectAll()
    .where('id', '=', grace.id)
    .executeTakeFirstOrThrow()
  expect(unchanged.trashedAt).toBeNull()
  await page.getByRole('button', { name: 'Move to trash' }).click()
  await expect(page.getByRole('status')).toHaveText(/^Moved to trash: .+\. Undo$/)
})
