import type { Page } from '@playwright/test'
import { expectAccessible } from '../support/accessibility.ts'
import { expect, test } from '../support/fixtures.ts'
import { openFold } from '../support/open-fold.ts'
import { settled } from '../support/settled.ts'

const question = 'You have changed this form. Leave it?'

test('a link asks before typed text is lost, and leads on once somebody leaves', async ({ page }) => {
  await openForm(page)
  await page.getByLabel('Full name').fill('Ada')
  await page.getByRole('link', { name: 'Teams', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: question })
  await expect(dialog.getByRole('button', { name: 'Stay' })).toBeFocused()
  await dialog.getByRole('button', { name: 'Stay' }).click()
  await expect(page).toHaveURL('/users/new')
  await expect(page.getByLabel('Full name')).toHaveValue('Ada')
  await page.getByRole('link', { name: 'Cancel' }).click()
  await dialog.getByRole('button', { name: 'Leave' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('People')
  await page.getByRole('link', { name: 'Teams', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Teams')
})

test('the open question has no violations of axe', async ({ page }) => {
  await openForm(page)
  await page.getByLabel('Full name').fill('Ada')
  await page.getByRole('link', { name: 'Cancel' }).click()
  await expect(page.getByRole('dialog', { name: question })).toBeVisible()
  await expectAccessible(page)
})

test('nobody is asked when nothing is changed, any more, or after a save', async ({ page, email }) => {
  await openForm(page)
  await page.getByRole('button', { name: 'Add link' }).click()
  await page.getByRole('button', { name: 'Remove Link 1' }).click()
  await page.getByText('More', { exact: true }).click()
  await page.getByLabel('Status').selectOption('Inactive')
  await page.getByLabel('Status').selectOption('Active')
  await page.getByLabel('Full name').fill('Ada')
  await page.getByLabel('Full name').fill('')
  await page.getByRole('link', { name: 'Cancel' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('People')

  await openForm(page)
  await page.getByLabel('Full name').fill('Ada')
  await page.getByLabel('Email').fill(email)
  await page.getByRole('button', { name: 'Save person' }).click()
  await expect(page.getByRole('status')).toHaveText(/^Person added: /)
  await page.getByRole('link', { name: 'Edit' }).click()
  await page.getByRole('link', { name: 'Cancel' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ada')
})

test('a refused form still holds unsaved text', async ({ page }) => {
  await openForm(page)
  await page.getByLabel('Job title').fill('Countess')
  await page.getByRole('button', { name: 'Save person' }).click()
  await expect(page.getByRole('alert').first()).toBeFocused()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByRole('dialog', { name: question }).getByRole('button', { name: 'Stay' }).click()
  await expect(page.getByLabel('Job title')).toHaveValue('Countess')
})

test('Back asks, and so does the browser before it reloads', async ({ page, addUser }) => {
  // An empty directory has another page.
  await addUser()
  await page.goto('/users')
  // Before scripts run, the link leads to a new document, and the browser itself asks.
  await settled(page)
  await page.getByRole('link', { name: 'Add person' }).click()
  await page.getByLabel('Job title').click()
  await settled(page)
  await page.keyboard.type('Countess')
  await page.evaluate(() => history.back())
  const dialog = page.getByRole('dialog', { name: question })
  await dialog.getByRole('button', { name: 'Stay' }).click()
  await expect(page.getByLabel('Job title')).toHaveValue('Countess')

  await page.getByLabel('Job title').click()
  await page.evaluate(() => history.back())
  await dialog.getByRole('button', { name: 'Leave' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('People')

  await page.getByRole('link', { name: 'Add person' }).click()
  await page.getByLabel('Job title').click()
  await page.keyboard.type('Countess')
  const asked = page.waitForEvent('dialog')
  const reloaded = page.reload()
  const native = await asked
  expect(native.type()).toBe('beforeunload')
  await native.accept()
  await reloaded
})

test('other forms ask as well', async ({ page }) => {
  await page.goto('/teams/new')
  await settled(page)
  await page.getByLabel('Name').fill('Choir')
  await page.getByRole('link', { name: 'Cancel' }).click()
  await page.getByRole('dialog', { name: question }).getByRole('button', { name: 'Leave' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Teams')
})

test.describe('a form that was left with typed text', () => {
  const offer = 'You left this form with text that is not saved.'

  test('offers it when it is opened again, with every kind of field', async ({ page, email, newTeam }) => {
    const team = await newTeam()
    await openForm(page)
    await page.getByLabel('Full name').fill('Ada')
    await page.getByLabel('Email').fill(email)
    await page.getByLabel('About').fill('Two\nlines')
    await openFold(page)
    await page.getByLabel(team.name, { exact: true }).check()
    await page.getByRole('button', { name: 'Add link' }).click()
    await page.getByRole('button', { name: 'Add link' }).click()
    await page.getByLabel('Link 2 address').fill('https://example.com/ada')
    await page.getByText('More', { exact: true }).click()
    await page.getByLabel('Status').selectOption('Inactive')
    await page.getByRole('link', { name: 'Cancel' }).click()
    await page.getByRole('dialog', { name: question }).getByRole('button', { name: 'Leave' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('People')

    await openForm(page)
    await expect(page.getByText(offer)).toBeVisible()
    await page.getByRole('button', { name: 'Restore it' }).click()
    await expect(page.getByText(offer)).toHaveCount(0)
    await expect(page.locator('#error-summary')).toHaveCount(0)
    await expect(page.getByLabel('Full name')).toBeFocused()
    await expect(page.getByLabel('Full name')).toHaveValue('Ada')
    await expect(page.getByLabel('About')).toHaveValue('Two\nlines')
    await expect(page.getByLabel(team.name, { exact: true })).toBeChecked()
    await expect(page.getByLabel('Link 2 address')).toHaveValue('https://example.com/ada')
    await expect(page.getByLabel('Status')).toHaveValue('inactive')
    await page.getByRole('link', { name: 'Cancel' }).click()
    await page.getByRole('dialog', { name: question }).getByRole('button', { name: 'Stay' }).click()
    await page.getByRole('button', { name: 'Remove Link 1' }).click()
    await page.getByRole('button', { name: 'Save person' }).click()
    await expect(page.getByRole('status').first()).toHaveText(/^Person added: /)

    await openForm(page)
    await expect(page.getByText(offer)).toHaveCount(0)
  })

  test('offers it after a reload, unless it is discarded', async ({ page }) => {
    page.on('dialog', (dialog) => dialog.accept())
    await openForm(page)
    await page.getByLabel('Job title').click()
    await page.keyboard.type('Countess')
    await page.reload()
    await page.getByRole('button', { name: 'Discard it' }).click()
    await expect(page.getByText(offer)).toHaveCount(0)
    await page.reload()
    await settled(page)
    await expect(page.getByText(offer)).toHaveCount(0)
    await expect(page.getByLabel('Job title')).toHaveValue('')
  })

  test('knows what somebody else has changed since', async ({ page, addUser, db }) => {
    page.on('dialog', (dialog) => dialog.accept())
    const user = await addUser()
    await page.goto(`/users/${user.id}/edit`)
    await settled(page)
    await page.getByLabel('Job title').click()
    await page.keyboard.type('Rear ')
    await page.reload()
    await page.getByRole('button', { name: 'Discard it' }).waitFor()
    const other = await page.context().newPage()
    await other.goto(`/users/${user.id}/edit`)
    await other.getByLabel('Job title').fill('Commodore')
    await other.getByRole('button', { name: 'Save person' }).click()
    await expect(other.getByRole('status').first()).toHaveText(/^Person changed: /)

    await page.reload()
    await page.getByRole('button', { name: 'Restore it' }).click()
    await page.getByRole('button', { name: 'Save person' }).click()
    await expect(page.getByRole('group', { name: 'Job title' })).toContainText('Commodore')
    const { jobTitle } = await db
      .selectFrom('users')
      .select('jobTitle')
      .where('id', '=', user.id)
      .executeTakeFirstOrThrow()
    expect(jobTitle).toBe('Commodore')
  })

  test('forgets it when its owner signs out', async ({ page }) => {
    await openForm(page)
    await page.getByLabel('Job title').fill('Countess')
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('dialog', { name: question }).getByRole('button', { name: 'Leave' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in')
    expect(await page.evaluate(() => Object.keys(sessionStorage))).not.toContain('rollcall-draft /users/new')
  })
})

/** With the question loaded, which comes after the page. */
async function openForm(page: Page): Promise<void> {
  await page.goto('/users/new')
  await settled(page)
}
