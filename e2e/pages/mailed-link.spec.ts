import type { Page } from '@playwright/test'
import { createAccount } from '#db/accounts/edit.ts'
import { start } from '#db/accounts/sessions.ts'
import { type Executor, open, transaction } from '#db/database.ts'
import type { Actor, Role } from '#db/policy.ts'
import { expectAccessible } from '../support/accessibility.ts'
import { expect, test, uniqueEmail } from '../support/fixtures.ts'
import { type FreshServer, openStore, startFreshServer } from '../support/fresh-server.ts'
import { startMailbox } from '../support/mailbox.ts'
import { giveSecondFactor } from '../support/second-factor.ts'

// All tests share one mail server and one directory of their own.
test.describe.configure({ mode: 'default' })
test.use({ role: 'nobody' })

const keeper: Actor = { id: null, name: 'test', role: 'admin' }
let mail: Awaited<ReturnType<typeof startMailbox>>
let store: Awaited<ReturnType<typeof openStore>>
let directory: Executor
let server: FreshServer

test.beforeAll(async () => {
  mail = await startMailbox()
  store = await openStore('mailed-links')
  server = await startFreshServer({ DATABASE_URL: store.url, SMTP_URL: `smtp://127.0.0.1:${mail.port}` })
  directory = open(store.url)
})

test.afterAll(async () => {
  await directory?.destroy()
  await server?.close()
  mail?.close()
  await store?.close()
})

test('an admin lets people sign in with a link by email', async ({ page }) => {
  const { id } = await addAccount('admin')
  await page.goto(`${server.url}/sign-in`)
  await expect(page.getByRole('link', { name: 'Email me a link' })).toHaveCount(0)
  await page.goto(`${server.url}/sign-in/link?next=/teams`)
  await expect(page).toHaveURL(`${server.url}/sign-in?next=%2Fteams`)

  const session = await transaction(directory, (trx) => start(trx, id, 'Playwright'))
  await page.context().addCookies([{ name: 'session', value: session, url: server.url }])
  await page.goto(`${server.url}/settings`)
  const box = page.getByLabel('People may sign in with a link by email, without a password')
  await expect(box).not.toBeChecked()
  await expect(box).toHaveAccessibleDescription(/A link works once, within 15 minutes/)
  await box.check()
  await page.getByRole('button', { name: 'Save settings' }).click()
  await expect(page.getByRole('status')).toHaveText('Settings saved')
  await expect(box).toBeChecked()
})

test('somebody without a password signs in with it, and comes to the page that they wanted', async ({
  page,
  javaScriptEnabled,
}) => {
  await allow()
  const { email } = await addAccount('viewer')
  await page.goto(`${server.url}/teams`)
  await page.getByRole('link', { name: 'Email me a link' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in with a link')
  if (javaScriptEnabled) await expectAccessible(page)
  await page.getByRole('button', { name: 'Email me a link' }).click()
  await expect(page.getByLabel('Email')).toHaveAccessibleDescription('Enter an email address')
  await expect(page).toHaveTitle(/^Error: Sign in with a link · /)
  const link = await askFor(page, email.toUpperCase())
  await expect(page).toHaveURL(`${server.url}/sign-in?next=%2Fteams`)
  await page.goto(link)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in')
  await expect(page.getByRole('main')).not.toContainText('another browser')
  if (javaScriptEnabled) await expectAccessible(page)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page).toHaveURL(`${server.url}/teams`)
  await expect(page.getByRole('status')).toHaveText('Signed in')
  await expect(page.getByRole('link', { name: email })).toBeAttached()

  await page.goto(link)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This link has expired')
  await page.getByRole('main').getByRole('link', { name: 'Get a new link' }).click()
  await expect(page.getByRole('button', { name: 'Email me a link' })).toBeVisible()
})

test('another browser says whose link it is, and asks', async ({ page, browser, javaScriptEnabled }) => {
  await allow()
  const { email } = await addAccount('viewer')
  await page.goto(`${server.url}/sign-in/link?next=/profile`)
  const link = await askFor(page, email)
  const context = await browser.newContext({ javaScriptEnabled })
  const other = await context.newPage()
  await other.goto(link)
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('Is this your link?')
  await expect(other.getByRole('main')).toContainText(
    `This link was asked for in another browser. It signs this browser in as ${email}.`,
  )
  if (javaScriptEnabled) await expectAccessible(other)
  await other.getByRole('button', { name: 'It is mine: sign in' }).click()
  await expect(other).toHaveURL(`${server.url}/profile`)
  await context.close()
})

test('a second factor is asked for afterwards', async ({ page }) => {
  await allow()
  const { id, email } = await addAccount('editor')
  const { recovery } = await giveSecondFactor(directory, id)
  await page.goto(`${server.url}/sign-in/link?next=/teams`)
  await page.goto(await askFor(page, email))
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page).toHaveURL(`${server.url}/sign-in/code?next=%2Fteams`)
  await page.getByLabel('Code').fill(recovery)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page).toHaveURL(`${server.url}/teams`)
})

test.describe('where no mail is sent', () => {
  test.use({ role: 'admin' })

  test('the settings say so', async ({ page }) => {
    await page.goto('/settings')
    const box = page.getByLabel('People may sign in with a link by email, without a password')
    await expect(box).toHaveAccessibleDescription(/^No links are mailed here yet: that takes SMTP_URL/)
  })
})

/** @returns the link in the mail */
async function askFor(page: Page, email: string): Promise<string> {
  await page.getByLabel('Email').fill(email)
  await page.getByRole('button', { name: 'Email me a link' }).click()
  await expect(page.getByRole('status')).toHaveText(
    'If an account has this address, a link is on its way. Open it in this browser, within 15 minutes',
  )
  const pattern = new RegExp(`${server.url}/sign-in/link/[\\w-]{43}`)
  const links = () =>
    mail.messages
      .filter((text) => text.includes(`To: ${email.toLowerCase()}`))
      .flatMap((text) => pattern.exec(text)?.[0] ?? [])
  await expect.poll(links).toHaveLength(1)
  return links()[0] ?? ''
}

function addAccount(role: Role) {
  const account = { email: uniqueEmail(), role, userEmail: '' }
  return transaction(directory, (trx) => createAccount(trx, account, keeper))
}

async function allow(): Promise<void> {
  await directory.updateTable('directory').set({ mailedLinks: true }).execute()
}
