import { expect, test } from '../support/fixtures.ts'

test('the list leads from page to page and back, by name', async ({ page, addUser, newTeam }) => {
  // Anybody else whom other tests add may come between two pages.
  const teams = [(await newTeam()).id]
  for (let count = 0; count < 26; count++) await addUser({ name: `Listed ${count}`, teams })
  const first = await addUser({ name: '!First of all', teams })
  await page.goto('/')
  await expect(page).toHaveURL('/users')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('People')
  await page.goto(`/users?team=${teams}`)
  await expect(page.getByRole('row')).toHaveCount(26)
  await expect(page.getByRole('row').filter({ hasText: first.email })).toContainText('!First of all')
  await page.getByRole('link', { name: 'Next page' }).click()
  await expect(page.getByRole('row').filter({ hasText: first.email })).toHaveCount(0)
  await expect(page.getByRole('link', { name: 'First page' })).toBeVisible()
  await page.getByRole('link', { name: 'Previous page' }).click()
  await expect(page.getByRole('row').filter({ hasText: first.email })).toHaveCount(1)
})

test('the menu marks the page, or the section that it is in', async ({ page, addUser }) => {
  const { id } = await addUser()
  const current = (name: string) => page.getByRole('navigation', { name }).locator('[aria-current]')
  for (const [path, entry, how] of [
    ['/users', 'People', 'page'],
    [`/users/${id}`, 'People', 'true'],
    ['/teams', 'Teams', 'page'],
    ['/tokens/new', 'Admin', 'true'],
    ['/nowhere', undefined, undefined],
  ] as const) {
    await page.goto(path)
    await expect(current('Main')).toHaveText(entry ? [entry] : [])
    if (how) await expect(current('Main')).toHaveAttribute('aria-current', how)
  }
  await page.goto('/users')
  await page.getByRole('link', { name: 'Admin', exact: true }).click()
  await expect(current('Main')).toHaveText(['Admin'])
  await page.getByRole('link', { name: 'Tokens', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Tokens')
  await expect(current('Admin')).toHaveText(['Tokens'])
})

test('an address that names nobody is a page that helps', async ({ page }) => {
  for (const address of [
    '/users/2147483647',
    '/users/0',
    '/users/abc',
    '/users/1.5',
    '/users/%FF',
    '/nowhere',
  ]) {
    const response = await page.goto(address)
    expect(response?.status(), address).toBe(404)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Page not found')
  }
  await page.getByRole('link', { name: 'Go to the list of people' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('People')
})

test('a damaged place in the list is the first page', async ({ page, addUser }) => {
  await addUser()
  await page.goto('/users?cursor=damaged')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('People')
  await expect(page.getByRole('row').first()).toBeVisible()
})
