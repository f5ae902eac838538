import { expect, password, test } from '../support/fixtures.ts'

const chosen = 'another tundra pocket violin'

test('somebody changes their password, and every other session has ended', async ({
  page,
  viewer,
  db,
  baseURL,
}) => {
  await page.goto('/profile')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your profile')
  await page.getByLabel('Current password').fill('not the one it is')
  await page.getByLabel('New password').fill(chosen)
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect(page.getByLabel('Current password')).toHaveAccessibleDescription(
    /This is not your current password/,
  )
  await page.getByLabel('Current password').fill(password)
  await page.getByLabel('New password').fill('fifteen letters'.slice(0, 14))
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect(page.getByLabel('New password')).toHaveAccessibleDescription(
    /Password must be 15 characters or more/,
  )
  await page.getByLabel('Current password').fill(password)
  await page.getByLabel('New password').fill(chosen)
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect(page.getByRole('status')).toHaveText('Password changed. Every other session has ended')
  await expect(page.getByText('This session')).toBeVisible()

  const replayed = await fetch(`${baseURL}/profile`, {
    headers: { cookie: viewer.cookie },
    redirect: 'manual',
  })
  expect(replayed.status).toBe(307)
  const verbs = await db
    .selectFrom('events')
    .select('verb')
    .where('accountId', '=', Number(viewer.account?.id))
    .orderBy('id')
    .execute()
  expect(verbs.map(({ verb }) => verb)).toEqual(['refuse-sign-in', 'set-password', 'sign-in'])
})

test('somebody ends one session, or all others', async ({ page, viewer, db, baseURL }) => {
  const accountId = Number(viewer.account?.id)
  const add = (tokenHash: string, browser: string) =>
    db
      .insertInto('sessions')
      .values({ tokenHash: `${accountId} ${tokenHash}`, accountId, browser })
      .execute()
  await add('1', 'Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0')
  await add(
    '2',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1',
  )
  await add('3', '')
  await page.goto('/profile')
  const sessions = page.getByRole('region', { name: 'Your sessions' }).getByRole('listitem')
  await expect(sessions).toHaveCount(4)
  await page.getByRole('button', { name: 'End session Firefox on Windows' }).click()
  await expect(page.getByRole('status')).toHaveText('Session ended')
  await expect(sessions).toHaveCount(3)
  await page.getByRole('button', { name: 'End all other sessions' }).click()
  await expect(page.getByRole('status')).toHaveText('Sessions ended')
  await expect(sessions).toHaveCount(1)
  const still = await fetch(`${baseURL}/profile`, { headers: { cookie: viewer.cookie }, redirect: 'manual' })
  expect(still.status).toBe(200)
})

test('a button pressed after the session has ended does nothing and leads to the sign-in page', async ({
  page,
  viewer,
  db,
}) => {
  const accountId = Number(viewer.account?.id)
  await db
    .insertInto('sessions')
    .values({ tokenHash: `${accountId}`, accountId, browser: '' })
    .execute()
  await page.goto('/profile')
  await db.deleteFrom('sessions').where('accountId', '=', accountId).where('browser', '<>', '').execute()
  await page.getByRole('button', { name: 'End all other sessions' }).click()
  await expect(page).toHaveURL('/sign-in?next=%2Fprofile')
  const left = await db.selectFrom('sessions').select('id').where('accountId', '=', accountId).execute()
  expect(left).toHaveLength(1)
})

test('somebody downloads what the directory holds about them', async ({
  page,
  viewer,
  addUser,
  db,
  baseURL,
}) => {
  const grace = await addUser({ location: 'Arlington' })
  await db
    .updateTable('accounts')
    .set({ userId: grace.id })
    .where('id', '=', Number(viewer.account?.id))
    .execute()
  await page.goto('/profile')
  await expect(page.getByRole('link', { name: 'Grace Hopper', exact: true })).toBeVisible()
  await expect(page.getByRole('link', { name: /Download everything/ })).toHaveAttribute(
    'href',
    '/profile/data',
  )
  const file = await fetch(`${baseURL}/profile/data`, { headers: { cookie: viewer.cookie } })
  expect(file.headers.get('content-disposition')).toBe('attachment; filename="my-data.json"')
  expect(file.headers.get('cache-control')).toBe('private, no-store')
  expect(await file.json()).toMatchObject({
    listing: { id: grace.id, name: 'Grace Hopper', location: 'Arlington' },
    account: { email: viewer.account?.email, role: 'admin' },
    sessions: [{ browser: 'Playwright' }],
    events: [{ what: 'create', by: 'somebody else', after: { name: 'Grace Hopper' } }],
  })
  const stranger = await fetch(`${baseURL}/profile/data`, { redirect: 'manual' })
  expect([stranger.status, stranger.headers.get('location')]).toEqual([303, '/sign-in?next=/profile'])
})
