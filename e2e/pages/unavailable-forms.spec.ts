import { expect } from '../support/fixtures.ts'
import { openFold } from '../support/open-fold.ts'
import { test } from '../support/unavailable-fixtures.ts'

const unconfirmed = 'We could not confirm that this was saved. Send it again: it is saved once at most'

test.describe.configure({ mode: 'default', timeout: 600_000 })

test('a form that the database does not confirm stays as it was typed, and is sent again', async ({
  page,
  site,
  line,
  db,
  email,
  newTeam,
  viewer,
}) => {
  const team = await newTeam('Engines')
  await page.context().addCookies([{ name: 'session', value: viewer.cookie.split('=')[1] ?? '', url: site }])
  await page.goto(`${site}/users/new`)
  await page.getByLabel('Full name').fill('Ada Lovelace')
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('About').fill('Two\nlines')
  await openFold(page)
  await page.getByLabel(team.name).check()
  line.cut()
  await page.getByRole('button', { name: 'Save person' }).click()
  const summary = page.getByRole('alert').filter({ hasText: 'There is a problem' })
  await expect(summary).toContainText(unconfirmed)
  await expect(summary).toBeFocused()
  await expect(page).toHaveTitle(/^Error: Add person/)
  await expect(page.getByLabel('Full name')).toHaveValue('Ada Lovelace')
  await expect(page.getByLabel('About')).toHaveValue('Two\nlines')
  line.mend()
  await expect.poll(async () => (await fetch(`${site}/readyz`)).status).toBe(200)
  line.loseCommit()
  await page.getByRole('button', { name: 'Save person' }).click()
  await expect
    .poll(() => db.selectFrom('users').select('id').where('email', '=', email).execute())
    .toHaveLength(1)
  await expect(summary).toContainText(unconfirmed)
  await page.getByRole('button', { name: 'Save person' }).click()
  await expect(page.getByRole('status')).toHaveText(/^Person added: .+\. Add another$/)
  await expect(page.getByRole('main')).toContainText(team.name)
  expect(await db.selectFrom('users').select('id').where('email', '=', email).execute()).toHaveLength(1)
})

test('a button that the database does not confirm is there again', async ({
  page,
  site,
  line,
  viewer,
  addUser,
}) => {
  const user = await addUser()
  await page.context().addCookies([{ name: 'session', value: viewer.cookie.split('=')[1] ?? '', url: site }])
  for (const [path, button, notice] of [
    [`/users/bulk?do=deactivate&id=${user.id}`, 'Deactivate', '1 person changed'],
    ['/users', 'Sign out', 'Signed out'],
  ] as const) {
    await page.goto(`${site}${path}`)
    line.cut()
    await page.getByRole('button', { name: button }).last().click()
    await expect(page.getByRole('alert').first()).toContainText(unconfirmed)
    line.mend()
    await expect.poll(async () => (await fetch(`${site}/readyz`)).status).toBe(200)
    await page.getByRole('button', { name: button }).last().click()
    await expect(page.getByRole('status')).toContainText(notice)
  }
})
