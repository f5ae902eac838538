import type { BrowserContext, Page } from '@playwright/test'
import { expect, test } from '../support/fixtures.ts'

test('somebody adds a passkey, signs in with it, and removes it', async ({
  page,
  context,
  viewer,
  baseURL,
  db,
}) => {
  const site = await atAName(context, String(baseURL))
  await addDevice(page)
  await page.goto(`${site}/profile`)
  await page.getByRole('link', { name: 'Passkeys' }).click()
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await page.getByRole('button', { name: 'Create the passkey' }).click()
  await expect(page.getByRole('status')).toHaveText('Passkey added')
  await expect(page.getByRole('listitem').filter({ hasText: 'not used yet' })).toHaveCount(1)

  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await page.getByRole('button', { name: 'Create the passkey' }).click()
  await expect(page.getByRole('main').getByRole('alert')).toContainText(
    'This device has a passkey for your account already',
  )

  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.goto(`${site}/sign-in?next=/teams`)
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await page.getByRole('button', { name: 'Use your passkey' }).click()
  await expect(page.getByRole('status')).toHaveText('Signed in')
  await expect(page).toHaveURL(`${site}/teams`)

  await page.goto(`${site}/profile/passkeys`)
  await expect(page.getByText('last used')).toBeVisible()
  await page.getByRole('button', { name: 'Remove' }).click()
  await expect(page.getByRole('status')).toHaveText('Passkey removed')
  const events = await db
    .selectFrom('events')
    .select('verb')
    .where('accountId', '=', Number(viewer.account?.id))
    .orderBy('id')
    .execute()
  expect(events.map(({ verb }) => verb)).toEqual(['add-passkey', 'sign-out', 'sign-in', 'remove-passkey'])
})

test('a device that gives none says so, and another way is at hand', async ({ page, context, baseURL }) => {
  const site = await atAName(context, String(baseURL))
  await addDevice(page, false)
  await page.goto(`${site}/profile/passkeys`)
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await page.getByRole('button', { name: 'Create the passkey' }).click()
  await expect(page.getByRole('main').getByRole('alert')).toContainText('The device gave no passkey')
  await page.getByRole('link', { name: 'Cancel' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Passkeys')
})

/** Browsers make no passkeys for a number. @returns the same server by its name */
async function atAName(context: BrowserContext, baseURL: string): Promise<string> {
  const site = baseURL.replace('127.0.0.1', 'localhost')
  const [session] = await context.cookies(baseURL)
  if (session) await context.addCookies([{ name: session.name, value: session.value, url: site }])
  return site
}

async function addDevice(page: Page, isUserVerified = true): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified,
      automaticPresenceSimulation: true,
    },
  })
}
