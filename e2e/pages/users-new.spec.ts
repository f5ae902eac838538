import { expect, test } from '../support/fixtures.ts'

test.beforeEach(async ({ page }) => {
  await page.goto('/users/new')
})

test('an editor adds a user with two links', async ({ page, email, db, request }) => {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Add person')
  await page.getByLabel('Full name').fill('  Ada Lovelace\u200b ')
  await page.getByLabel('Known as').fill('Ada')
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Phone').fill('+44 1632 960 123')
  await page.getByLabel('About').fill('Wrote the first program.\nLikes engines.')
  await page.getByRole('button', { name: 'Add link' }).click()
  await page.getByLabel('Link 1 address').fill('https://example.com/ada')
  await page.getByRole('button', { name: 'Add link' }).click()
  await page.getByLabel('Link 2 address').fill('https://example.com/engine')
  await page.getByLabel('Link 2 label').fill('Engine')
  await page.getByRole('button', { name: 'Save person' }).click()

  await expect(page.getByRole('status')).toHaveText('Person added: Ada Lovelace. Add another')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ada Lovelace')
  await expect(page).toHaveTitle('Ada Lovelace · Rollcall')

  const rows = await db.selectFrom('users').selectAll().where('email', '=', email).execute()
  expect(rows).toMatchObject([
    {
      name: 'Ada Lovelace',
      knownAs: 'Ada',
      phone: '+44 1632 960 123',
      phoneE164: '+441632960123',
      about: 'Wrote the first program.\nLikes engines.',
      links: [
        { label: '', url: 'https://example.com/ada' },
        { label: 'Engine', url: 'https://example.com/engine' },
      ],
      status: 'active',
      listed: true,
      version: 1,
    },
  ])
  expect(await (await request.get(`/api${new URL(page.url()).pathname}`)).json()).toMatchObject({
    name: 'Ada Lovelace',
    links: [{ url: 'https://example.com/ada' }, { label: 'Engine', url: 'https://example.com/engine' }],
  })
})

test('reloading after a save adds nobody, and the notice shows once', async ({ page, email, db }) => {
  await page.getByLabel('Full name').fill('Ada Lovelace')
  await page.getByLabel('Email').fill(email)
  await page.getByRole('button', { name: 'Save person' }).click()
  await expect(page.getByRole('status')).toHaveText(/^Person added: .+\. Add another$/)
  await page.reload()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ada Lovelace')
  await expect(page.getByRole('status')).toHaveCount(0)
  expect(await db.selectFrom('users').select('id').where('email', '=', email).execute()).toHaveLength(1)
})

test('the notice is gone on the next page and does not come back', async ({ page, email }) => {
  await page.getByLabel('Full name').fill('Ada Lovelace')
  await page.getByLabel('Email').fill(email)
  await page.getByRole('button', { name: 'Save person' }).click()
  await expect(page.getByRole('status')).toHaveText(/^Person added: .+\. Add another$/)
  await page.getByRole('link', { name: 'People', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('People')
  await expect(page.getByRole('status')).toHaveCount(0)
  await page.goBack()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ada Lovelace')
  await expect(page.getByRole('status')).toHaveCount(0)
})

test('an empty form says what to do and keeps what was typed', async ({ page }) => {
  await page.getByLabel('Job title').fill('Countess')
  await page.getByLabel('About').fill('Likes engines.')
  await page.getByText('More', { exact: true }).click()
  await page.getByLabel('Status').selectOption('Inactive')
  await page.getByLabel('Listed in the public view').uncheck()
  await page.getByRole('button', { name: 'Save person' }).click()

  const summary = page.getByRole('alert').filter({ hasText: 'There is a problem' })
  await expect(summary).toBeFocused()
  await expect(summary.getByRole('link')).toHaveText(['Enter a name'])
  await expect(page).toHaveTitle('Error: Add person · Rollcall')
  await expect(page.getByLabel('Full name')).toHaveAccessibleDescription('Enter a name')
  await expect(page.getByLabel('Full name')).toHaveAttribute('aria-invalid', 'true')
  await expect(page.getByLabel('Phone')).not.toHaveAttribute('aria-invalid')
  await expect(page.getByLabel('Job title')).toHaveValue('Countess')
  await expect(page.getByLabel('About')).toHaveValue('Likes engines.')
  await expect(page.getByLabel('Status')).toHaveValue('inactive')
  await expect(page.getByLabel('Listed in the public view')).not.toBeChecked()

  await summary.getByRole('link', { name: 'Enter a name' }).click()
  await expect(page.getByLabel('Full name')).toBeFocused()
})

test('an email that somebody has is refused at its field in any case', async ({ page, addUser }) => {
  const bob = await addUser({ name: 'Bob' })
  await page.getByLabel('Full name').fill('Robert')
  await page.getByLabel('Email').fill(bob.email.toUpperCase())
  await page.getByText('More', { exact: true }).click()
  await page.getByLabel('Status').selectOption('Inactive')
  await page.getByRole('button', { name: 'Save person' }).click()
  await expect(page.getByRole('alert').getByRole('link')).toHaveText(
    'Bob has this email. Enter a different one, or leave it blank',
  )
  await expect(page.getByLabel('Email')).toHaveAccessibleDescription(
    'Bob has this email. Enter a different one, or leave it blank',
  )
  await expect(page.getByLabel('Full name')).toHaveValue('Robert')
  await expect(page.getByLabel('Status')).toHaveValue('inactive')
})

test('a mended form is saved', async ({ page, email }) => {
  await page.getByLabel('Email').fill(email)
  await page.getByRole('button', { name: 'Save person' }).click()
  await expect(page.getByRole('alert').first()).toBeFocused()
  await page.getByLabel('Full name').fill('Ada Lovelace')
  await page.getByRole('button', { name: 'Save person' }).click()
  await expect(page.getByRole('status')).toHaveText(/^Person added: .+\. Add another$/)
})

test('every text of a person goes from the form to the page, the history, the JSON and the file', async ({
  page,
  email,
  db,
  request,
  token,
  viewer,
}) => {
  const texts = {
    Pronouns: 'she/her',
    Mobile: '+44 7700 900123',
    'Sort under': 'Lovelace, Ada',
    'Staff number': `A-${email}`.slice(0, 100),
  }
  await page.getByLabel('Full name').fill('Ada Lovelace')
  await page.getByLabel('Email').fill(email)
  for (const [label, text] of Object.entries(texts)) await page.getByLabel(label).fill(text)
  await page.getByRole('button', { name: 'Save person' }).click()
  await expect(page.getByRole('status')).toHaveText(/^Person added: .+\. Add another$/)
  for (const text of Object.values(texts)) await expect(page.getByText(text, { exact: true })).toBeVisible()
  await expect(page.getByRole('link', { name: texts.Mobile })).toHaveAttribute('href', 'tel:+447700900123')
  const { pathname } = new URL(page.url())
  const headers = { authorization: await token('users:read users:contact') }
  expect(await (await request.get(`/api${pathname}`, { headers })).json()).toMatchObject({
    pronouns: texts.Pronouns,
    mobile: texts.Mobile,
    sortName: texts['Sort under'],
    staffNumber: texts['Staff number'],
  })
  const file = await request.get(`/users/export?q=${email}`, { headers: { cookie: viewer.cookie } })
  const csv = await file.text()
  for (const each of Object.entries(texts).flat()) expect(csv).toContain(each)

  await page.goto(`${pathname}/edit`)
  await page.getByLabel('Pronouns').fill('they/them')
  await page.getByRole('button', { name: 'Save person' }).click()
  await page.goto(`${pathname}/history`)
  await expect(page.locator('.changes').first()).toHaveText(/Pronouns\s*she\/her\s*they\/them/)

  await page.goto('/users/new')
  await page.getByLabel('Full name').fill('Somebody else')
  await page.getByLabel('Email').fill(`other-${email}`)
  await page.getByLabel('Staff number').fill(texts['Staff number'].toUpperCase())
  await page.getByRole('button', { name: 'Save person' }).click()
  await expect(page.getByLabel('Staff number')).toHaveAccessibleDescription(
    'Ada Lovelace has this staff number. Enter a different one, or leave it blank',
  )
  const others = await db.selectFrom('users').select('id').where('email', '=', `other-${email}`).execute()
  expect(others).toEqual([])
})

test('"Save and add another" leads to an empty form, and to the person who was added', async ({
  page,
  email,
  db,
}) => {
  await page.getByLabel('Full name').fill('Ada Lovelace')
  await page.getByLabel('Email').fill(email)
  await page.getByRole('button', { name: 'Save and add another' }).click()
  const notice = page.getByRole('status')
  await expect(notice).toHaveText('Person added: Ada Lovelace. Undo')
  await expect(page).toHaveURL('/users/new')
  await expect(page.getByLabel('Full name')).toHaveValue('')
  await expect(page.getByLabel('Full name')).toBeFocused()
  await expect(page.getByLabel('Email')).toHaveValue('')

  await page.keyboard.type('Grace Hopper')
  await page.getByLabel('Email').fill(`second-${email}`)
  await page.getByRole('button', { name: 'Save and add another' }).click()
  await expect(notice).toHaveText('Person added: Grace Hopper. Undo')
  await expect(page.getByLabel('Full name')).toHaveValue('')
  const added = await db.selectFrom('users').select('name').where('email', 'like', `%${email}`).execute()
  expect(added.map(({ name }) => name).sort()).toEqual(['Ada Lovelace', 'Grace Hopper'])
  await notice.getByRole('link', { name: 'Grace Hopper' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Grace Hopper')
})

test('Enter in a field saves, and leads to the person', async ({ page, email }) => {
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Full name').fill('Ada Lovelace')
  await page.getByLabel('Full name').press('Enter')
  await expect(page.getByRole('status')).toHaveText('Person added: Ada Lovelace. Add another')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ada Lovelace')
})

test('the status is folded away, and seen where it is not the usual one', async ({ page, addUser }) => {
  await expect(page.getByLabel('Full name')).toBeFocused()
  await expect(page.getByLabel('Status')).toBeHidden()
  await page.getByText('More', { exact: true }).click()
  await page.getByLabel('Status').selectOption('Inactive')
  await page.getByRole('button', { name: 'Save person' }).click()
  await expect(page.getByRole('alert').first()).toBeFocused()
  await expect(page.getByLabel('Status')).toBeVisible()

  const { id } = await addUser({ listed: false })
  await page.goto(`/users/${id}/edit`)
  await expect(page.getByLabel('Listed in the public view')).toBeVisible()
  await expect(page.getByLabel('Full name')).not.toBeFocused()
})
