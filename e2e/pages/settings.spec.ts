import type { Page } from '@playwright/test'
import { expect, test } from '../support/fixtures.ts'
import { type FreshServer, setupCode, startFreshServer } from '../support/fresh-server.ts'

test.describe('the settings', () => {
  test.use({ role: 'nobody' })
  let server: FreshServer

  test.beforeEach(async ({ page }) => {
    // All tests on one server share its settings.
    server = await startFreshServer()
    await setUp(page)
  })

  test.afterEach(() => server.close())

  test('name the organisation, open and close the public view, and tell lines apart', async ({
    page,
    browser,
    javaScriptEnabled,
  }) => {
    await test.step('the initial settings', async () => {
      await page.getByRole('link', { name: 'Admin' }).click()
      await page.getByRole('link', { name: 'Settings' }).click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Settings')
      await expect(page).toHaveTitle('Settings · Rollcall')
      await expect(organisation(page)).toHaveValue('')
      await expect(page.getByRole('radio', { name: 'Anyone' })).toBeChecked()
      await expect(origins(page)).toHaveValue('*')
    })

    await test.step('the organisation is in the titles and at the top', async () => {
      await organisation(page).fill(' Analytical Society ')
      await save(page)
      await expect(page).toHaveTitle('Settings · Analytical Society')
      await expect(brand(page)).toHaveText('Analytical Society')
      await brand(page).click()
      await expect(page).toHaveTitle('People · Analytical Society')
      await page.goto(`${server.url}/users/new`)
      await expect(page).toHaveTitle('Add person · Analytical Society')
      await page.getByRole('button', { name: 'Save person' }).click()
      await expect(page).toHaveTitle('Error: Add person · Analytical Society')
      await page.goto(`${server.url}/nowhere`)
      await expect(page).toHaveTitle('Page not found · Analytical Society')
    })

    await test.step('bad origins are refused by the number of their line', async () => {
      await page.goto(`${server.url}/settings`)
      await origins(page).fill('https://www.example.org\nwww.example.org')
      await page.getByRole('button', { name: 'Save settings' }).click()
      await expect(page).toHaveTitle('Error: Settings · Analytical Society')
      await expect(origins(page)).toHaveAccessibleDescription(/Line 2 must be an origin/)
      await expect(origins(page)).toHaveValue('https://www.example.org\nwww.example.org')
      await origins(page).fill('HTTPS://www.Example.org/\n\nhttp://localhost:8080')
      await save(page)
      await expect(origins(page)).toHaveValue('https://www.example.org\nhttp://localhost:8080')
    })

    const stranger = await browser.newContext({ javaScriptEnabled })
    const elsewhere = await stranger.newPage()

    await test.step('the public view closes and opens', async () => {
      await page.getByRole('radio', { name: 'Only people who sign in' }).check()
      await save(page)
      await expect.poll(statusOfJson).toBe(401)
      await expect(page.getByRole('radio', { name: 'Only people who sign in' })).toBeChecked()
      await elsewhere.goto(`${server.url}/users`)
      await expect(elsewhere).toHaveURL(`${server.url}/sign-in?next=%2Fusers`)
      await expect(elsewhere).toHaveTitle('Sign in · Analytical Society')

      await page.getByRole('radio', { name: 'Anyone' }).check()
      await save(page)
      await expect.poll(statusOfJson).toBe(200)
      await elsewhere.goto(`${server.url}/users`)
      await expect(elsewhere.getByRole('heading', { level: 1 })).toHaveText('People')
    })

    await test.step('of two admins who change them the second chooses between the two', async () => {
      const other = await page.context().newPage()
      await other.goto(`${server.url}/settings`)
      await page.reload()
      await organisation(other).fill('Difference Society')
      await other.getByRole('radio', { name: 'Only people who sign in' }).check()
      await save(other)
      await origins(page).fill('https://www.example.org')
      await page.getByRole('button', { name: 'Save settings' }).click()
      await expect(page.getByRole('alert').first()).toContainText('Somebody else changed these settings')
      const view = page.getByRole('group', { name: 'Who may see the directory?' })
      await view.getByRole('radio', { name: 'Theirs Only people who sign in' }).check()
      const name = page.getByRole('group', { name: 'Organisation' })
      await name.getByRole('radio', { name: 'Yours Analytical Society' }).check()
      await save(page)
      await expect(page).toHaveTitle('Settings · Analytical Society')
      await expect(page.getByRole('radio', { name: 'Only people who sign in' })).toBeChecked()
      await expect(origins(page)).toHaveValue('https://www.example.org')
    })

    await test.step('the history tells each change', async () => {
      await page.goto(`${server.url}/accounts/history`)
      const entry = page.getByRole('listitem').filter({ hasText: 'ada@example.org changed the settings' })
      await expect(entry).toHaveCount(6)
      await expect(entry.last().getByRole('insertion')).toHaveText('Analytical Society')
      await expect(entry.first()).toContainText('Web pages that may read the JSON')
    })

    await stranger.close()
  })

  async function statusOfJson(): Promise<number> {
    return (await fetch(`${server.url}/api/users`)).status
  }

  async function setUp(page: Page): Promise<void> {
    await page.goto(`${server.url}/setup`)
    await page.getByLabel('Set-up code').fill(setupCode(server))
    await page.getByLabel('Email').fill('ada@example.org')
    await page.getByLabel('Password').fill('maple tundra pocket violin')
    await page.getByRole('radio', { name: 'Anyone' }).check()
    await page.getByRole('button', { name: 'Set up' }).click()
    await expect(page.getByRole('status')).toHaveText('Rollcall is set up')
  }
})

test.describe('an editor', () => {
  test.use({ role: 'editor' })

  test('neither sees the settings nor a way to them', async ({ page }) => {
    expect((await page.goto('/settings'))?.status()).toBe(403)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Not allowed')
    await expect(page.getByRole('navigation', { name: 'Main' })).not.toContainText('Admin')
  })
})

async function save(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Save settings' }).click()
  await expect(page.getByRole('status')).toHaveText('Settings saved')
}

function organisation(page: Page) {
  return page.getByLabel('Organisation')
}

function origins(page: Page) {
  return page.getByLabel('Web pages that may read the JSON')
}

function brand(page: Page) {
  return page.getByRole('banner').getByRole('link').first()
}
