import type { Page } from '@playwright/test'
import { expect, test } from '../support/list-fixtures.ts'

const mailLinks = (page: Page) => page.getByRole('main').locator('a[href^="mailto:"]')

test('two people of one name are added without an email, and each has a page, a row and JSON of their own', async ({
  page,
  word,
  db,
  request,
  token,
}) => {
  const name = `Dora ${word}`
  for (const jobTitle of ['Caretaker', 'Treasurer']) {
    await page.goto('/users/new')
    await expect(page.getByLabel('Email (optional)')).toBeVisible()
    await page.getByLabel('Full name').fill(name)
    await page.getByLabel('Job title').fill(jobTitle)
    await page.getByRole('button', { name: 'Save person' }).click()
    await expect(page.getByRole('status')).toHaveText(`Person added: ${name}. Add another`)
    await expect(page.getByRole('term').filter({ hasText: 'Email' })).toHaveCount(0)
    await expect(mailLinks(page)).toHaveCount(0)
  }
  const people = await db.selectFrom('users').selectAll().where('name', '=', name).orderBy('id').execute()
  expect(people).toMatchObject([
    { email: '', jobTitle: 'Caretaker' },
    { email: '', jobTitle: 'Treasurer' },
  ])

  const headers = { authorization: await token('users:read users:contact') }
  for (const { id } of people) {
    const answer = await request.get(`/api/users/${id}`, { headers })
    expect(await answer.json()).toMatchObject({ id, name })
    expect(await answer.json()).not.toHaveProperty('email')
  }
  const list = await request.get(`/api/users?q=${word}&fields=id,email`, { headers })
  expect(await list.json()).toEqual(people.map(({ id }) => ({ id })))

  await page.goto(`/users?q=${word}&sort=jobTitle`)
  const links = page.getByRole('main').getByRole('link', { name, exact: true })
  const addresses = people.map(({ id }) => `/users/${id}`)
  for (const [place, address] of addresses.entries())
    await expect(links.nth(place)).toHaveAttribute('href', address)
  await expect(mailLinks(page)).toHaveCount(0)

  await page.goto(`/users/bulk?do=trash&${people.map(({ id }) => `id=${id}`).join('&')}`)
  for (const [place, address] of addresses.entries())
    await expect(links.nth(place)).toHaveAttribute('href', address)
  await page.getByRole('button', { name: 'Move to trash' }).click()
  await page.getByRole('status').getByRole('link', { name: 'Undo' }).click()
  for (const [place, address] of addresses.entries())
    await expect(links.nth(place)).toHaveAttribute('href', `${address}/history`)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('status')).toContainText('Change undone')
})

test('an email is taken away, and comes back with the version that had it', async ({
  page,
  addUser,
  stored,
}) => {
  const dora = await addUser({ name: 'Dora' })
  await page.goto(`/users/${dora.id}/edit`)
  await page.getByLabel('Email').fill('')
  await page.getByRole('button', { name: 'Save person' }).click()
  await expect(page.getByRole('status')).toHaveText('Person changed: Dora')
  await expect(mailLinks(page)).toHaveCount(0)
  expect(await stored(dora)).toMatchObject({ email: '', version: 2 })

  await page.goto(`/users/${dora.id}/history`)
  const change = page.locator('.changes').first()
  await expect(change).toContainText('Email')
  await expect(change).toContainText(dora.email)
  await page.getByRole('link', { name: 'Restore version 1' }).click()
  await page.getByRole('button', { name: /^Restore/ }).click()
  await expect(page.getByRole('status')).toHaveText('Person changed: Dora')
  expect(await stored(dora)).toMatchObject({ email: dora.email, version: 3 })
})

test('an email that somebody else has is left blank instead', async ({ page, addUser }) => {
  const bob = await addUser({ name: 'Bob Two' })
  await page.goto('/users/new')
  await page.getByLabel('Full name').fill('Dora')
  await page.getByLabel('Email').fill(bob.email)
  await page.getByRole('button', { name: 'Save person' }).click()
  await expect(page.getByLabel('Email')).toHaveAccessibleDescription(
    'Bob Two has this email. Enter a different one, or leave it blank',
  )
  await page.getByLabel('Email').fill('')
  await page.getByRole('button', { name: 'Save person' }).click()
  await expect(page.getByRole('status')).toHaveText('Person added: Dora. Add another')
})

test('of two people who edit one user, one takes the email away and the other sees that', async ({
  page,
  context,
  addUser,
  stored,
}) => {
  const dora = await addUser({ name: 'Dora' })
  await page.goto(`/users/${dora.id}/edit`)
  const other = await context.newPage()
  await other.goto(`/users/${dora.id}/edit`)
  await other.getByLabel('Email').fill('')
  await other.getByRole('button', { name: 'Save person' }).click()
  await expect(other.getByRole('status')).toHaveText('Person changed: Dora')

  await page.getByLabel('Job title').fill('Reader')
  await page.getByRole('button', { name: 'Save person' }).click()
  await expect(page.getByText(/^Kept from .+: Email/)).toBeVisible()
  await page.getByRole('button', { name: 'Save person' }).click()
  await expect(page.getByRole('status')).toHaveText('Person changed: Dora')
  expect(await stored(dora)).toMatchObject({ email: '', jobTitle: 'Reader', version: 3 })
})

test('somebody without an email goes to the trash and comes back', async ({
  page,
  addUser,
  word,
  stored,
}) => {
  const dora = await addUser({ name: `Dora ${word}`, email: '' })
  await page.goto(`/users/${dora.id}/delete`)
  await expect(page.getByRole('main')).toContainText('The details stay in the trash.')
  await page.getByRole('button', { name: 'Move to trash' }).click()
  await page.goto('/users/trash')
  await page.getByRole('link', { name: `Restore ${dora.name}` }).click()
  await expect(page.getByRole('term').filter({ hasText: 'Email' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Restore' }).click()
  await expect(page.getByRole('status')).toHaveText(`Person restored: ${dora.name}`)
  expect(await stored(dora)).toMatchObject({ email: '', trashedAt: null })
})

test('an account stays linked to its person who has no email', async ({ page, signIn, addUser, db }) => {
  const [{ account }, dora] = [await signIn('viewer'), await addUser({ name: 'Dora', email: '' })]
  const linked = db.selectFrom('accounts').select(['userId', 'role']).where('id', '=', account.id)
  await page.goto(`/accounts/${account.id}`)
  await page.getByLabel('Email or number of their person').fill(String(dora.id))
  await page.getByRole('button', { name: 'Save account' }).click()
  await expect(page.getByRole('status')).toHaveText('Account changed')
  await expect(page.getByLabel('Email or number of their person')).toHaveValue(String(dora.id))
  await page.getByLabel('Role').selectOption('Editor')
  await page.getByRole('button', { name: 'Save account' }).click()
  await expect(page.getByLabel('Role').getByRole('option', { selected: true })).toHaveText('Editor')
  await expect.poll(() => linked.executeTakeFirst()).toEqual({ userId: dora.id, role: 'editor' })
})

test('undoing names the person who has the email now', async ({ page, addUser }) => {
  const dora = await addUser({ name: 'Dora' })
  await page.goto(`/users/${dora.id}/delete`)
  await page.getByRole('button', { name: 'Move to trash' }).click()
  await expect(page.getByRole('status')).toContainText('Moved to trash: Dora')
  await addUser({ name: 'Bob Two', email: dora.email })
  await page.getByRole('status').getByRole('link', { name: 'Undo' }).click()
  await expect(page.getByRole('main')).toContainText(`Dora ${dora.email} (Bob Two has it now)`)
})
