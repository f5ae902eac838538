import { expect, test } from '../support/fixtures.ts'

test.beforeEach(async ({ page }) => {
  await page.goto('/users/new')
})

test('errors appear on submit, never on leaving a field, and go while they are mended', async ({ page }) => {
  await page.getByLabel('Email').fill('ada')
  await page.getByLabel('Full name').focus()
  await expect(page.getByRole('alert').filter({ hasText: 'There is a problem' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Save person' }).click()
  await expect(page.getByLabel('Full name')).toHaveAccessibleDescription('Enter a name')
  await page.getByLabel('Full name').fill('Ada')
  await expect(page.getByLabel('Full name')).toHaveAccessibleDescription('')
  await expect(page.getByLabel('Email')).toHaveAccessibleDescription(/^Enter an email address in the/)
})

test('the summary never takes focus from somebody who types', async ({ page, email }) => {
  await page.getByLabel('Email').fill(email)
  await page.getByRole('button', { name: 'Save person' }).click()
  await expect(page.getByRole('alert').first()).toBeFocused()
  const name = page.getByLabel('Full name')
  await name.pressSequentially('Ad')
  await name.press('Backspace')
  await name.press('Backspace')
  await expect(name).toHaveAccessibleDescription('Enter a name')
  await page.keyboard.type('Bob')
  await expect(name).toHaveValue('Bob')
})

test('an error that only the server knows stays until its field changes', async ({ page, addUser }) => {
  const bob = await addUser({ name: 'Bob' })
  await page.getByLabel('Full name').fill('Robert')
  await page.getByLabel('Email').fill(bob.email)
  await page.getByRole('button', { name: 'Save person' }).click()
  await expect(page.getByRole('alert').first()).toBeFocused()
  await page.getByLabel('Full name').fill('Roberta')
  await expect(page.getByLabel('Email')).toHaveAccessibleDescription(/^Bob has this email/)
  await page.getByLabel('Email').fill(`new-${bob.email}`)
  await expect(page.getByLabel('Email')).toHaveAccessibleDescription('')
  await page.getByRole('button', { name: 'Save person' }).click()
  await expect(page.getByRole('status')).toHaveText(/^Person added: .+\. Add another$/)
})

test('a lost connection loses nothing that was typed', async ({ page, context, email, db }) => {
  await page.getByLabel('Full name').fill('Ada Lovelace')
  await page.getByLabel('Email').fill(email)
  await context.setOffline(true)
  await page.getByRole('button', { name: 'Save person' }).click()
  await expect(page.getByRole('alert').first()).toContainText('The form could not be sent')
  await expect(page.getByLabel('Full name')).toHaveValue('Ada Lovelace')
  await page.getByLabel('Full name').focus()
  await page.getByRole('button', { name: 'Save person' }).click()
  await expect(page.getByRole('alert').first()).toBeFocused()
  await context.setOffline(false)
  await page.getByRole('button', { name: 'Save person' }).click()
  await expect(page.getByRole('status')).toHaveText(/^Person added: .+\. Add another$/)
  expect(await db.selectFrom('users').select('id').where('email', '=', email).execute()).toHaveLength(1)
})

test('a double click saves once', async ({ page, email, db }) => {
  await page.getByLabel('Full name').fill('Ada Lovelace')
  await page.getByLabel('Email').fill(email)
  await page.getByRole('button', { name: 'Save person' }).dblclick()
  await expect(page.getByRole('status')).toHaveText(/^Person added: .+\. Add another$/)
  expect(await db.selectFrom('users').select('id').where('email', '=', email).execute()).toHaveLength(1)
})

test('the form of a person has two columns from 60rem, and one below', async ({ page }) => {
  for (const [width, columns] of [
    [360, 1],
    [959, 1],
    [960, 2],
    [1280, 2],
  ] as const) {
    await page.setViewportSize({ width, height: 740 })
    const edges = []
    for (const label of ['Full name', 'Known as', 'Job title', 'Email', 'Phone', 'About'])
      edges.push((await page.getByLabel(label).boundingBox())?.x)
    expect([width, new Set(edges).size]).toEqual([width, columns])
  }
})
