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
      await expect(origins(page)).toHaveValue('')
      await expect(homeCountry(page)).toHaveValue('')
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
      await page.goto(`${server.url}/users/print`)
      await expect(page.locator('.paper-head p')).toHaveText(
        /^Analytical Society · \d{1,2} [A-Z][a-z]+ 20\d\d · 0 people$/,
      )
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

    await test.step('people who find a weakness read whom to tell', async () => {
      const read = async () => {
        const answer = await fetch(`${server.url}/.well-known/security.txt`)
        return [answer.status, answer.headers.get('content-type'), await answer.text()]
      }
      const type = 'text/plain; charset=utf-8'
      expect(await read()).toEqual([404, type, 'No contact is set here.\n'])
      const contact = page.getByLabel('Contact for security')
      await contact.fill('http://example.org')
      await page.getByRole('button', { name: 'Save settings' }).click()
      await expect(contact).toHaveAccessibleDescription(/Enter an email address, or an address that starts/)
      await contact.fill('security@example.org')
      await page.getByLabel('Security policy').fill('https://example.org/policy')
      await save(page)
      await expect(contact).toHaveValue('mailto:security@example.org')
      await expect.poll(read).toEqual([200, type, expect.stringContaining('Contact: mailto:security@')])
      expect((await read())[2]).toMatch(/^Expires: \d{4}-\d\d-\d\dT00:00:00Z$/m)
      expect((await read())[2]).toContain('Policy: https://example.org/policy\n')
      await contact.fill('')
      await save(page)
      await expect.poll(read).toEqual([404, type, expect.anything()])
    })

    await test.step('search engines list the public view once an admin lets them', async () => {
      const robots = async () => (await fetch(`${server.url}/robots.txt`)).text()
      expect(await robots()).toContain('Disallow: /\n')
      await expect(elsewhere.locator('meta[name=robots]')).toHaveAttribute('content', 'noindex')
      await page.getByRole('radio', { name: 'Everybody, also through search engines' }).check()
      await save(page)
      await expect.poll(robots).toContain('Allow: /\n')
      await elsewhere.reload()
      await expect(elsewhere.locator('meta[name=robots]')).toHaveCount(0)
      await page.getByRole('radio', { name: 'Anyone' }).check()
      await save(page)
    })

    await test.step('of two admins who change them the second chooses between the two', async () => {
      const other = await page.context().newPage()
      await other.goto(`${server.url}/settings`)
      await page.reload()
      await organisation(other).fill('Difference Society')
      await other.getByRole('radio', { name: 'Only people who sign in' }).check()
      await save(other)
      await origins(page).fill('https://www.example.org')
      await organisation(page).fill('Society of Engines')
      await page.getByRole('button', { name: 'Save settings' }).click()
      await expect(page.getByRole('alert').first()).toContainText(
        'ada@example.org changed these settings just now, while you were editing.',
      )
      const main = page.getByRole('main')
      await expect(main).toContainText('Kept from you: Web pages that may read the JSON')
      await expect(main).toContainText(
        'Kept from ada@example.org: Who may see the directory?: Only people who sign in',
      )
      const name = page.getByRole('group', { name: 'Organisation' })
      await expect(name).toContainText('Difference Society')
      await name.getByRole('radio', { name: 'Yours Society of Engines' }).check()
      await save(page)
      await expect(page).toHaveTitle('Settings · Society of Engines')
      await expect(page.getByRole('radio', { name: 'Only people who sign in' })).toBeChecked()
      await expect(origins(page)).toHaveValue('https://www.example.org')
    })

    await test.step('the history tells each change', async () => {
      await page.goto(`${server.url}/accounts/history`)
      const entry = page.getByRole('listitem').filter({ hasText: 'ada@example.org changed the settings' })
      await expect(entry).toHaveCount(10)
      await expect(entry.last().getByRole('insertion')).toHaveText('Analytical Society')
      await expect(entry.first()).toContainText('Web pages that may read the JSON')
    })

    await stranger.close()
  })

  test('choose the home country, where numbers without a country code belong', async ({ page }) => {
    await page.goto(`${server.url}/users/new`)
    await expect(phone(page)).toHaveAccessibleDescription(/^With the country code/)
    await page.getByLabel('Full name').fill('Ada Lovelace')
    await page.getByLabel('Email').fill('ada@example.org')
    await phone(page).fill('020 7946 0018 ext. 12')
    await page.getByRole('button', { name: 'Save person' }).click()
    const link = page.getByRole('link', { name: '020 7946 0018 ext. 12' })
    await expect(link).toHaveAttribute('href', 'tel:02079460018;ext=12')
    const person = page.url()

    await page.goto(`${server.url}/settings`)
    await expect(homeCountry(page)).toHaveAccessibleDescription(
      'Phone numbers without a country code belong there',
    )
    await homeCountry(page).selectOption('United Kingdom')
    await save(page)
    await expect(homeCountry(page)).toHaveValue('GB')

    await page.goto(person)
    await expect(link).toHaveAttribute('href', 'tel:+442079460018;ext=12')
    await page.goto(`${person}/history`)
    const entry = page.getByRole('listitem').filter({ hasText: 'Version 2' })
    await expect(entry).toContainText('Phone, as it is dialled')
    await expect(entry.getByRole('insertion')).toHaveText('+442079460018')
    await entry.getByRole('link', { name: 'Undo this change' }).click()
    await expect(page.getByRole('main')).toContainText('Nothing is left to undo')

    await page.goto(`${person}/edit`)
    await expect(phone(page)).toHaveAccessibleDescription(
      'Without a country code, it is a number of the home country: United Kingdom',
    )
    await expect(phone(page)).toHaveValue('020 7946 0018 ext. 12')
    await phone(page).fill('07700 900123')
    await page.getByRole('button', { name: 'Save person' }).click()
    await expect(page.getByRole('link', { name: '07700 900123' })).toHaveAttribute(
      'href',
      'tel:+447700900123',
    )

    await page.goto(`${server.url}/accounts/history`)
    const settings = page.getByRole('listitem').filter({ hasText: 'changed the settings' })
    await expect(settings).toContainText('Home country')
    await expect(settings.getByRole('insertion')).toHaveText('United Kingdom')

    const other = await page.context().newPage()
    for (const each of [page, other]) await each.goto(`${server.url}/settings`)
    await homeCountry(other).selectOption('Not chosen')
    await save(other)
    await homeCountry(page).selectOption('Kenya')
    await page.getByRole('button', { name: 'Save settings' }).click()
    const choice = page.getByRole('group', { name: 'Home country' })
    await expect(choice.getByRole('radio', { name: 'Yours Kenya' })).toBeChecked()
    await choice.getByRole('radio', { name: 'Theirs empty' }).check()
    await save(page)
    await expect(homeCountry(page)).toHaveValue('')
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
  // The notice of the last save has the same words, and stays until this one is answered.
  await page.getByRole('status').evaluateAll((all) => {
    for (const notice of all) notice.setAttribute('id', 'read')
  })
  await page.getByRole('button', { name: 'Save settings' }).click()
  await expect(page.locator('[role=status]:not(#read)')).toHaveText('Settings saved')
}

function organisation(page: Page) {
  return page.getByLabel('Organisation')
}

function homeCountry(page: Page) {
  return page.getByLabel('Home country')
}

function phone(page: Page) {
  return page.getByLabel('Phone')
}

function origins(page: Page) {
  return page.getByLabel('Web pages that may read the JSON')
}

function brand(page: Page) {
  return page.getByRole('banner').getByRole('link').first()
}
