import type { Page } from '@playwright/test'
import { sql } from 'kysely'
import { expect, test } from '../support/fixtures.ts'
import { openForm, post } from '../support/plain-form.ts'

let name: string
/** Reads fields of users with a token. @returns the status */
let read: (secret: string, fields: string) => Promise<number>

test.beforeEach(({ email, request }) => {
  name = `Web site of ${email}`
  read = async (secret, fields) => {
    const headers = { authorization: `Bearer ${secret}` }
    return (await request.get(`/api/users?limit=1&fields=${fields}`, { headers })).status()
  }
})

test('an admin adds a token, which is shown and opens what was asked for', async ({ page, baseURL }) => {
  await page.goto('/users')
  await page.getByRole('link', { name: 'Admin', exact: true }).click()
  await page.getByRole('navigation', { name: 'Admin' }).getByRole('link', { name: 'Tokens' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Tokens')
  await page.getByRole('link', { name: 'Add token' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Add token')
  await expect(page.getByLabel('Valid for').getByRole('option', { selected: true })).toHaveText('1 year')
  await page.getByLabel('Name').fill(`  ${name} `)
  await page.getByLabel('Also email and phone').check()
  await page.getByRole('button', { name: 'Save token' }).click()
  await expect(page.getByRole('status')).toHaveText('Token added')
  await expect(page).toHaveTitle('Tokens · Rollcall')
  await expect(page).toHaveURL('/tokens')

  const field = page.getByLabel('Your token')
  await expect(field).not.toBeEditable()
  const secret = await field.inputValue()
  expect(secret).toMatch(/^rc_[\w-]{43}$/)
  await expect(page.getByRole('main')).toContainText('Copy it now. It is shown for one minute.')
  await expect(page.getByRole('code')).toHaveText(
    `curl -H "Authorization: Bearer TOKEN" ${baseURL}/api/users`,
  )
  await expect(cells(page)).toContainText(['users:read, users:contact', '', '', 'never', 'Revoke'])
  expect(await read(secret, 'location,email')).toBe(200)

  await page.context().clearCookies({ name: 'shown-tokens' })
  await page.reload()
  await expect(cells(page)).not.toContainText(['never'])
  await expect(page.getByRole('status')).toHaveCount(0)
  await expect(page.getByLabel('Your token')).toHaveCount(0)
  expect(await page.content()).not.toContain(secret)
})

test('a token is shown to nobody who signs in after in the same browser', async ({
  page,
  baseURL,
  signIn,
}) => {
  await addToken(page)
  const secret = await page.getByLabel('Your token').inputValue()
  const { cookie } = await signIn('admin')
  const [, value = ''] = cookie.split('=')
  await page.context().addCookies([{ name: 'session', value, url: String(baseURL) }])
  await page.goto('/tokens')
  await expect(page.getByRole('cell', { name })).toBeVisible()
  await expect(page.getByLabel('Your token')).toHaveCount(0)
  expect(await page.content()).not.toContain(secret)
})

test('the cookie that shows a token lasts a minute, and scripts cannot read it', async ({
  page,
  context,
}) => {
  await addToken(page)
  const cookies = await context.cookies(`${new URL(page.url()).origin}/tokens`)
  const cookie = cookies.find(({ name }) => name === 'shown-tokens')
  expect(cookie).toMatchObject({ path: '/tokens', httpOnly: true, sameSite: 'Lax' })
  expect(cookie?.expires).toBeLessThanOrEqual(Date.now() / 1000 + 60)
})

test('a form that is sent twice makes one token, shown by the first answer alone', async ({
  baseURL,
  viewer,
  db,
}) => {
  const form = await openForm(`${baseURL}/tokens/new`, viewer.cookie)
  const first = await post(form, { name })
  const second = await post(form, { name })
  expect([first.status, second.status]).toEqual([303, 303])
  expect(first.headers.get('set-cookie')).toMatch(/shown-tokens=\d+\.rc_/)
  expect(second.headers.get('set-cookie')).not.toContain('shown-tokens=')
  expect(await db.selectFrom('tokens').select('contact').where('name', '=', name).execute()).toEqual([
    { contact: false },
  ])
})

test('a token without a name is refused, and everything else stays', async ({ page }) => {
  await page.goto('/tokens/new')
  await page.getByLabel('Also email and phone').check()
  await page.getByLabel('Valid for').selectOption('90 days')
  await page.getByRole('button', { name: 'Save token' }).click()
  await expect(page.getByLabel('Name')).toHaveAccessibleDescription(/Enter a name/)
  await expect(page).toHaveTitle('Error: Add token · Rollcall')
  await page.getByLabel('Name').fill('x'.repeat(101))
  await page.getByRole('button', { name: 'Save token' }).click()
  await expect(page.getByLabel('Name')).toHaveAccessibleDescription(/Name must be 100 characters or fewer/)
  await expect(page.getByLabel('Also email and phone')).toBeChecked()
  await expect(page.getByLabel('Valid for').getByRole('option', { selected: true })).toHaveText('90 days')
  await page.getByLabel('Name').fill(name)
  await page.getByRole('button', { name: 'Save token' }).click()
  await expect(page.getByRole('status')).toHaveText('Token added')
})

test('a revoked token opens nothing any more, and the history tells both', async ({ page, viewer }) => {
  const secret = await addToken(page)
  expect(await read(secret, 'location')).toBe(200)
  expect(await read(secret, 'location,email')).toBeGreaterThanOrEqual(400)
  await page.reload()
  await expect(cells(page)).not.toContainText(['never'])
  await row(page).getByRole('link', { name: 'Revoke' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Revoke ${name}`)
  const address = page.url()
  await page.getByRole('button', { name: 'Revoke token' }).click()
  await expect(page.getByRole('status')).toHaveText('Token revoked')
  await expect(page).toHaveURL('/tokens')
  await expect(row(page)).toContainText('Revoked')
  await expect(row(page).getByRole('link')).toHaveCount(0)
  await expect(page.getByLabel('Your token')).toHaveCount(0)
  expect(await read(secret, 'location')).toBe(401)
  expect((await page.goto(address))?.status()).toBe(404)

  await page.goto('/accounts/history')
  for (const verb of ['made', 'revoked'])
    await expect(
      page
        .getByRole('listitem')
        .filter({ hasText: `${viewer.account?.email} ${verb} the token ${name}, ` })
        .filter({ hasText: 'Reads users:read' }),
    ).toHaveCount(1)
  expect(await page.content()).not.toContain(secret)
})

test('an expired token is marked, and there is nothing to revoke', async ({ page, db }) => {
  const secret = await addToken(page)
  await db.updateTable('tokens').set({ expiresAt: sql<Date>`now()` }).where('name', '=', name).execute()
  await page.reload()
  await expect(row(page)).toContainText('Expired')
  await expect(row(page).getByRole('link')).toHaveCount(0)
  await expect(page.getByLabel('Your token')).toHaveCount(0)
  expect(await read(secret, 'location')).toBe(401)
})

test('the tokens of an account that is disabled are named for review', async ({ page, db, signIn }) => {
  const { account } = await signIn('admin')
  await addToken(page)
  await db.updateTable('tokens').set({ madeBy: account.id }).where('name', '=', name).execute()
  await page.goto(`/accounts/${account.id}`)
  await page.getByRole('button', { name: 'Disable account' }).click()
  await expect(page.getByRole('status')).toHaveText('Account disabled')
  await page.getByText('A token that it made still works').getByRole('link', { name: 'review it' }).click()
  const doubt = `Made by ${account.email}, an account that is disabled: review it`
  const doubted = page.getByRole('row').filter({ hasText: name })
  await expect(doubted.getByRole('rowheader')).toContainText(doubt)
  await doubted.getByRole('link', { name: 'Revoke' }).click()
  await page.getByRole('button', { name: 'Revoke token' }).click()
  await expect(page.getByRole('row').filter({ hasText: name })).not.toContainText('review it')
  await page.goto(`/accounts/${account.id}`)
  await expect(page.getByText('still works')).toHaveCount(0)
})

test('addresses of tokens that are not there answer 404', async ({ page }) => {
  for (const path of ['/tokens/2147483647/revoke', '/tokens/x/revoke', '/tokens/1', '/tokens/0/revoke']) {
    expect((await page.goto(path))?.status()).toBe(404)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Page not found')
  }
})

test.describe('an editor', () => {
  test.use({ role: 'editor' })

  test('neither sees the tokens nor a way to them', async ({ page }) => {
    for (const path of ['', '/new', '/1/revoke']) {
      expect((await page.goto(`/tokens${path}`))?.status()).toBe(403)
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Not allowed')
      await expect(page.getByRole('navigation', { name: 'Main' })).not.toContainText('Admin')
    }
  })
})

test.describe('somebody who is not signed in', () => {
  test.use({ role: 'nobody' })

  test('is sent to sign in', async ({ page }) => {
    await page.goto('/tokens')
    await expect(page).toHaveURL('/sign-in?next=%2Ftokens')
  })
})

/** @returns the secret */
async function addToken(page: Page): Promise<string> {
  await page.goto('/tokens/new')
  await page.getByLabel('Name').fill(name)
  await page.getByRole('button', { name: 'Save token' }).click()
  await expect(page.getByRole('status')).toHaveText('Token added')
  return page.getByLabel('Your token').inputValue()
}

function row(page: Page) {
  return page.getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: true }) })
}

function cells(page: Page) {
  return row(page).getByRole('cell')
}
