import type { Page } from '@playwright/test'
import { expect, test } from '../support/fixtures.ts'
import { type FreshServer, setupCode, startFreshServer } from '../support/fresh-server.ts'

const chosen = 'maple tundra pocket violin'

test.use({ role: 'nobody' })

test.describe('a directory that nobody has set up', () => {
  let server: FreshServer

  test.beforeEach(async () => {
    server = await startFreshServer()
  })

  test.afterEach(() => server.close())

  test('is set up by the reader of the log, and then never again', async ({ page }) => {
    expect((await fetch(`${server.url}/api/users`)).status).toBe(401)
    for (const path of ['', '/users', '/users/1', '/teams/1']) {
      await page.goto(`${server.url}${path}`)
      await expect(page).toHaveURL(`${server.url}/setup`)
    }
    await expect(page.getByRole('radio', { name: 'Only people who sign in' })).toBeChecked()
    await page
      .getByRole('radio', { name: /^Anyone: name, known as, .*about and links of listed, active people$/ })
      .check()
    await expect(homeCountry(page).locator('option:checked')).toHaveText('Not chosen')
    await homeCountry(page).selectOption('Kenya')
    await page.getByLabel('Organisation').fill('Analytical Engines')
    await page.getByLabel('Time zone').selectOption('Africa/Nairobi')
    await page.getByLabel('Set-up code').fill('AAAAA-AAAAA')
    await page.getByLabel('Email').fill('ada@example.org')
    await page.getByLabel('Password').fill(chosen)
    await page.getByRole('button', { name: 'Set up' }).click()
    await expect(page.getByLabel('Set-up code')).toHaveAccessibleDescription(/Enter the latest code/)
    await page.getByLabel('Set-up code').fill(setupCode(server).toLowerCase())
    await page.getByLabel('Password').fill('passwordpassword')
    await page.getByRole('button', { name: 'Set up' }).click()
    await expect(page.getByLabel('Password')).toHaveAccessibleDescription(/harder to guess/)
    await expect(homeCountry(page)).toHaveValue('KE')
    await page.getByLabel('Password').fill(chosen)
    await page.getByRole('radio', { name: 'Only people who sign in' }).check()
    await page.getByRole('button', { name: 'Set up' }).click()
    await expect(page.getByRole('status')).toHaveText('Rollcall is set up')
    for (const [step, path] of [
      ['Import a spreadsheet', '/users/import'],
      ['Add one person', '/users/new'],
      ['Download a template', '/users/import/template?format=xlsx'],
    ] as const)
      await expect(page.getByRole('link', { name: step })).toHaveAttribute('href', path)
    await expect(page).toHaveURL(`${server.url}/users`)
    expect((await page.goto(`${server.url}/setup`))?.status()).toBe(404)
    await page.goto(`${server.url}/settings`)
    await expect(homeCountry(page)).toHaveValue('KE')
    await expect(page.getByLabel('Organisation')).toHaveValue('Analytical Engines')
    await expect(page.getByLabel('Time zone')).toHaveValue('Africa/Nairobi')
    await expect(page.getByLabel('Web pages that may read the JSON')).toHaveValue('')

    const closed = await fetch(`${server.url}/api/users`)
    expect([closed.status, closed.headers.get('www-authenticate')]).toEqual([401, 'Bearer'])
    expect((await fetch(`${server.url}/api/users/1`, { headers: { 'if-none-match': '*' } })).status).toBe(401)
    await page.context().clearCookies()
    await page.goto(`${server.url}/users`)
    await expect(page).toHaveURL(`${server.url}/sign-in?next=%2Fusers`)
  })
})

function homeCountry(page: Page) {
  return page.getByLabel('Home country')
}
