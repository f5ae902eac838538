import { createHash } from 'node:crypto'
import { expect, test } from '../support/fixtures.ts'
import { uniqueWord } from '../support/unique-word.ts'

test('an editor brings a user back from the trash', async ({ page, addUser, trashUser, request, stored }) => {
  const grace = await trashUser(await addUser({ name: 'Grace Restorable' }))
  await page.goto(`/users/${grace.id}`)
  await expect(page.getByRole('main')).toContainText(
    'Grace Restorable is in the trash. Nobody else sees this page, and no other system is told of them.',
  )
  const deeds = page.getByRole('main').locator('.actions').first().getByRole('link')
  await expect(deeds).toHaveText(['Restore', 'History'])
  expect((await request.get(`/api/users/${grace.id}`)).status()).toBe(404)
  await page.goto('/users')
  await page.getByRole('link', { name: 'Trash', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Trash')
  const entry = page.getByRole('main').getByRole('listitem').filter({ hasText: grace.email })
  await entry.getByRole('link', { name: 'Restore' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Restore Grace Restorable')
  await page.getByRole('button', { name: 'Restore' }).click()
  await expect(page.getByRole('status')).toHaveText('Person restored: Grace Restorable')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Grace Restorable')
  const after = await stored(grace)
  expect(after).toMatchObject({ trashedAt: null, version: 3 })
  expect((await request.get(`/api/users/${grace.id}`)).status()).toBe(200)
})

test('somebody whose email another person has comes back without it', async ({
  page,
  addUser,
  trashUser,
  stored,
}) => {
  const grace = await trashUser(await addUser())
  await addUser({ name: 'Bob', email: grace.email })
  await page.goto(`/users/${grace.id}/restore`)
  await expect(page.getByRole('main')).toContainText(
    'Bob has the email of Grace Hopper now, so it will be left blank.',
  )
  await expect(page.getByRole('link', { name: grace.email })).toHaveCount(0)
  await page.getByRole('button', { name: 'Restore' }).click()
  await expect(page.getByRole('status')).toHaveText('Person restored: Grace Hopper')
  expect(await stored(grace)).toMatchObject({ trashedAt: null, email: '', jobTitle: 'Admiral' })
  await page.goto(`/users/${grace.id}/history`)
  await expect(page.locator('.changes')).toContainText(`${grace.email} empty`)
})

test('restoring says so when somebody else got the email since', async ({ page, addUser, trashUser }) => {
  const grace = await trashUser(await addUser())
  await page.goto(`/users/${grace.id}/restore`)
  await addUser({ name: 'Bob', email: grace.email })
  await page.getByRole('button', { name: 'Restore' }).click()
  await expect(page.getByRole('alert').first()).toContainText(
    'Bob has the email of this person now. Change or remove it there, then try again.',
  )
})

test('only users in the trash can be restored', async ({ page, addUser }) => {
  const grace = await addUser()
  const response = await page.goto(`/users/${grace.id}/restore`)
  expect(response?.status()).toBe(404)
})

test('an admin erases a user for ever, and no trace of what was typed is left', async ({
  page,
  addUser,
  trashUser,
  verbsOf,
  db,
}) => {
  const canary = `Canary ${uniqueWord()}`
  const grace = await trashUser(
    await addUser({ name: canary, about: `${canary} likes seed`, jobTitle: canary }),
  )
  await page.goto('/users/trash')
  const entry = page.getByRole('main').getByRole('listitem').filter({ hasText: grace.email })
  await entry.getByRole('link', { name: 'Erase' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Erase ${canary}`)
  await page.getByLabel('Full name, to confirm').fill('Somebody else')
  await page.getByRole('button', { name: 'Erase for ever' }).click()
  await expect(page.getByLabel('Full name, to confirm')).toHaveAccessibleDescription(
    'Enter it exactly as it is written above',
  )
  await page.getByLabel('Full name, to confirm').fill(canary)
  await page.getByRole('button', { name: 'Erase for ever' }).click()
  await expect(page.getByRole('status')).toHaveText('Person erased')

  expect(await verbsOf(grace)).toEqual(['create', 'trash', 'erase'])
  // Neither the name nor a digest of it, which could be guessed.
  const typed = JSON.stringify({ id: grace.id, version: grace.version, confirmation: canary })
  const digest = createHash('sha256').update(typed).digest('base64url')
  expect(await db.selectFrom('submissions').select('id').where('digest', '=', digest).execute()).toEqual([])
  for (const table of ['users', 'events', 'submissions'] as const) {
    const rows = await db.selectFrom(table).selectAll().execute()
    expect(JSON.stringify(rows)).not.toContain(canary)
    expect(JSON.stringify(rows)).not.toContain(grace.email)
  }
})
