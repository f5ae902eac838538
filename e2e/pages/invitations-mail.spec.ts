import { type Executor, open } from '#db/database.ts'
import { test as base, expect } from '../support/fixtures.ts'
import { type FreshServer, openStore, startFreshServer } from '../support/fresh-server.ts'
import { startMailbox } from '../support/mailbox.ts'

type Mail = Awaited<ReturnType<typeof startMailbox>> & { full: Set<string> }

/** On a server with a mailbox and a database of its own, because everybody in it is invited. */
const test = base.extend<object, { store: string; mail: Mail; server: FreshServer; db: Executor }>({
  store: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that are wanted from this pattern
    async ({}, use) => {
      const store = await openStore('invitations')
      await use(store.url)
      await store.close()
    },
    { scope: 'worker' },
  ],
  mail: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that are wanted from this pattern
    async ({}, use) => {
      const full = new Set<string>()
      const mail = await startMailbox({ takes: (recipient) => !full.has(recipient) })
      await use({ ...mail, full })
      mail.close()
    },
    { scope: 'worker' },
  ],
  db: [
    async ({ store, server }, use) => {
      // The server makes the tables at its start.
      if (!server) throw new Error('the server did not start')
      const db = open(store)
      await use(db)
      await db.destroy()
    },
    { scope: 'worker' },
  ],
  server: [
    async ({ store, mail }, use) => {
      const server = await startFreshServer({
        DATABASE_URL: store,
        SMTP_URL: `smtp://127.0.0.1:${mail.port}`,
      })
      await use(server)
      await server.close()
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ server }, use) => use(server.url),
})

test('an admin invites everybody by mail, and reminds those who have not come in', async ({
  page,
  browser,
  baseURL,
  javaScriptEnabled,
  addUser,
  mail,
  db,
}) => {
  const [ada, ben, cleo] = [await addUser({ name: 'Ada' }), await addUser(), await addUser()]
  const emails = [ada, ben, cleo].map(({ email }) => email)
  mail.full.add(cleo.email)
  await page.goto('/accounts')
  await page.getByRole('link', { name: 'Invite everybody without an account' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Invite 3 people')
  await expect(page.getByRole('main')).toContainText('Each gets an email with a link')
  await page.getByRole('button', { name: 'Invite' }).click()
  await expect(page.getByRole('status').first()).toHaveText(
    'Accounts added. Their invitations are on the way',
  )
  await expect(page).toHaveURL(`${baseURL}/accounts/waiting`)
  const recipients = () => mail.messages.map((message) => /^To: (\S+)/m.exec(message)?.[1]).toSorted()
  await expect.poll(recipients).toEqual([ada.email, ben.email].toSorted())
  await expect.poll(() => linked(db)).toEqual([ada.email, ben.email].toSorted())

  // Ada has not come in for 7 days.
  const { id } = await db
    .selectFrom('accounts')
    .select('id')
    .where('email', '=', ada.email)
    .executeTakeFirstOrThrow()
  await db.updateTable('passwordLinks').set({ expiresAt: new Date() }).where('accountId', '=', id).execute()
  await page.goto('/accounts')
  await expect(page.getByRole('main')).toContainText(
    '3 accounts have no password yet. 2 of them have no valid link: more than 7 days have passed, or the mail did not go out.',
  )
  await page.getByRole('link', { name: 'Who has not come in yet' }).click()
  const rows = page.getByRole('row').filter({ hasText: 'No valid link' })
  await expect(rows.getByRole('rowheader')).toHaveText([ada.email, cleo.email].toSorted())

  mail.full.clear()
  await page.getByRole('button', { name: 'Remind them' }).click()
  await expect(page.getByRole('status').first()).toHaveText('Reminders are on the way')
  await expect.poll(recipients).toEqual([ada.email, ...emails].toSorted())
  await expect.poll(() => linked(db)).toEqual(emails.toSorted())
  expect(await linkCount(db)).toBe(3)

  const last = mail.messages.findLast((message) => message.includes(`To: ${ada.email}`))
  const link = /http:\/\/localhost:\d+\/password\/[\w-]{43}/.exec(last ?? '')?.[0]
  const elsewhere = await browser.newContext({ javaScriptEnabled })
  const theirs = await elsewhere.newPage()
  await theirs.goto(String(link))
  await theirs.getByLabel('New password').fill('marble otter climbs nine ladders')
  await theirs.getByRole('button', { name: 'Save password' }).click()
  await expect(theirs.getByRole('link', { name: 'Profile of Ada' })).toBeVisible()
  await elsewhere.close()
  await page.reload()
  await expect(page.getByRole('main')).toContainText('2 accounts have no password yet.')
  await expect(page.getByRole('button', { name: 'Remind them' })).toHaveCount(0)
})

/** The emails of the accounts that have a valid link. */
async function linked(db: Executor): Promise<string[]> {
  const rows = await db
    .selectFrom('passwordLinks')
    .innerJoin('accounts', 'accounts.id', 'passwordLinks.accountId')
    .select('email')
    .where('expiresAt', '>', new Date())
    .execute()
  return rows.map(({ email }) => email).toSorted()
}

async function linkCount(db: Executor): Promise<number> {
  return (await db.selectFrom('passwordLinks').select('accountId').execute()).length
}
