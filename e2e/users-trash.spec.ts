import { expect, test } from './fixtures.ts'

test('a keeper brings a user back from the trash', async ({ page, addUser, trashUser, db, request }) => {
  const grace = await trashUser(await addUser({ name: 'Grace in the trash' }))
  await page.goto('/users')
  await page.getByRole('link', { name: 'Trash' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Trash')
  const entry = page.getByRole('main').getByRole('listitem').filter({ hasText: grace.email })
  await entry.getByRole('link', { name: 'Restore' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Restore Grace in the trash')
  await page.getByRole('button', { name: 'Restore' }).click()
  await expect(page.getByRole('status')).toHaveText('User restored')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Grace in the trash')
  const after = await db.selectFrom('users').selectAll().where('id', '=', grace.id).executeTakeFirstOrThrow()
  expect(after).toMatchObject({ trashedAt: null, version: 3 })
  expect((await request.get(`/api/users/${grace.id}`)).status()).toBe(200)
})

test('restoring says so when somebody else has the e-mail now', async ({ page, addUser, trashUser }) => {
  const grace = await trashUser(await addUser())
  await addUser({ name: 'Bob', email: grace.email })
  await page.goto(`/users/${grace.id}/restore`)
  await page.getByRole('button', { name: 'Restore' }).click()
  await expect(page.getByRole('alert').first()).toContainText('Another user has the e-mail of this one now')
})

test('only users in the trash can be restored', async ({ page, addUser }) => {
  const grace = await addUser()
  const response = await page.goto(`/users/${grace.id}/restore`)
  expect(response?.status()).toBe(404)
})
