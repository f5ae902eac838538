import { makePasswordLink } from '#db/accounts/password-links.ts'
import { transaction } from '#db/database.ts'
import { expect, test } from '../support/fixtures.ts'
import { startFreshServer } from '../support/fresh-server.ts'
import { startMailbox } from '../support/mailbox.ts'

test.use({ role: 'nobody' })

test('somebody who forgot their password gets a link by mail, and chooses another', async ({
  page,
  signIn,
}) => {
  const { account } = await signIn('viewer')
  const mail = await startMailbox()
  const server = await startFreshServer({
    DATABASE_URL: process.env.DATABASE_URL ?? '',
    SMTP_URL: `smtp://127.0.0.1:${mail.port}`,
  })
  try {
    await page.goto(`${server.url}/sign-in`)
    await page.getByRole('link', { name: 'Forgot your password?' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Forgot your password?')
    await page.getByRole('button', { name: 'Send link' }).click()
    await expect(page.getByLabel('Email')).toHaveAccessibleDescription('Enter an email address')
    await expect(page).toHaveTitle(/^Error: Forgot your password\? · /)
    await page.getByLabel('Email').fill(account.email.toUpperCase())
    await page.getByRole('button', { name: 'Send link' }).click()
    await expect(page.getByRole('status')).toHaveText(
      'If an account has this address, a link is on its way. It is valid for one hour',
    )
    await expect(page).toHaveURL(`${server.url}/sign-in`)

    await expect.poll(() => mail.messages).toHaveLength(1)
    expect(mail.messages[0]).toContain(`To: ${account.email}`)
    const link = /http:\/\/localhost:\d+\/password\/[\w-]{43}/.exec(mail.messages[0] ?? '')?.[0]
    await page.goto(String(link))
    await page.getByLabel('New password').fill('another tundra pocket violin')
    await page.getByRole('button', { name: 'Save password' }).click()
    await expect(page.getByRole('status')).toHaveText('Password set. You are signed in')
    await page.goto(String(link))
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('This link has expired')
    await page.getByRole('link', { name: 'Get a new link' }).click()
    await expect(page.getByRole('button', { name: 'Send link' })).toBeVisible()
  } finally {
    await server.close()
    mail.close()
  }
})

test('who chooses a new password sees the passkeys that sign in as well', async ({ page, signIn, db }) => {
  const { account } = await signIn('viewer')
  const passkey = { browser: 'Firefox', credential: account.email, publicKey: Buffer.from('a key') }
  const values = { ...passkey, accountId: account.id, counter: 0, transports: [] }
  await db.insertInto('passkeys').values(values).execute()
  const token = await transaction(db, (trx) => makePasswordLink(trx, account.id))
  await page.goto(`/password/${token}`)
  await page.getByLabel('New password').fill('another tundra pocket violin')
  await page.getByRole('button', { name: 'Save password' }).click()
  await expect(page.getByRole('status')).toHaveText('Password set. You are signed in')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Passkeys')
  await expect(page.getByText('not used yet')).toBeVisible()
})

test('where no mail is sent, the page says whom to ask', async ({ page }) => {
  await page.goto('/sign-in')
  await page.getByRole('link', { name: 'Forgot your password?' }).click()
  await expect(page.getByRole('main')).toContainText('Ask an admin of this directory for a one-time link')
  await expect(page.getByRole('main')).toContainText('npm run accounts -- link EMAIL')
  await expect(page.getByRole('button', { name: 'Send link' })).toHaveCount(0)
})
