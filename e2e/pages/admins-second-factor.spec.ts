import type { Page } from '@playwright/test'
import { findAccount } from '#db/accounts/find.ts'
import { start } from '#db/accounts/sessions.ts'
import { type Executor, open, transaction } from '#db/database.ts'
import { readSettings } from '#db/settings/settings.ts'
import type { Account } from '#db/tables.ts'
import { create } from '#db/users/edit.ts'
import { blankUser } from '#db/users/values.ts'
import { outdate } from '../support/confirmations.ts'
import { expect, password, test, uniqueEmail } from '../support/fixtures.ts'
import { type FreshServer, openStore, startFreshServer } from '../support/fresh-server.ts'
import { codeOf } from '../support/second-factor.ts'

test.use({ role: 'nobody' })

let store: Awaited<ReturnType<typeof openStore>>
let directory: Executor
let server: FreshServer
let admin: Account

test.beforeEach(async ({ page, signIn }) => {
  store = await openStore('second-factor')
  server = await startFreshServer({ DATABASE_URL: store.url })
  directory = open(store.url)
  const { password: hash } = (await signIn('viewer')).account
  admin = await directory
    .insertInto('accounts')
    .values({ email: uniqueEmail(), role: 'admin', password: hash })
    .returningAll()
    .executeTakeFirstOrThrow()
  const value = await transaction(directory, (trx) => start(trx, admin.id, 'Playwright'))
  await page.context().addCookies([{ name: 'session', value, url: server.url }])
})

test.afterEach(async () => {
  await directory?.destroy()
  await server?.close()
  await store?.close()
})

test('where the settings want it, an admin turns on a second factor first, and then goes on', async ({
  page,
}) => {
  const other = await openToken()

  await test.step('the setting, after the password', async () => {
    await outdate(directory, admin.id)
    await page.goto(`${server.url}/settings`)
    await page.getByLabel('Organisation').fill('Navy')
    await page.getByLabel('Admins need a second factor').check()
    await page.getByRole('button', { name: 'Save settings' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Confirm it is you')
    expect(await readSettings(directory)).toMatchObject({ organisation: '', adminsNeedSecondFactor: false })
    await page.getByLabel('Password').fill(password)
    await page.getByRole('button', { name: 'Confirm it is you' }).click()
    await expect(page).toHaveURL(`${server.url}/profile/second-factor`)
    await expect(page.getByText('Admins need a second factor here')).toBeVisible()
    expect(await readSettings(directory)).toMatchObject({
      organisation: 'Navy',
      adminsNeedSecondFactor: true,
    })
  })

  await test.step('what is for admins alone leads there, all else stays open', async () => {
    const values = { ...blankUser, name: 'Grace Hopper' }
    const grace = await transaction(directory, (trx) =>
      create(trx, values, { id: null, name: 'test fixture', role: 'admin' }),
    )
    await page.goto(`${server.url}/users/${grace.id}/delete`)
    await page.getByRole('button', { name: 'Move to trash' }).click()
    await expect(page.getByRole('status')).toContainText('Moved to trash')
    for (const path of ['/accounts', '/accounts/new', '/tokens', '/settings', `/users/${grace.id}/erase`]) {
      await page.goto(`${server.url}${path}`)
      await expect(page).toHaveURL(`${server.url}/profile/second-factor`)
    }
    const hidden = ['changed the settings', 'Navy', 'signed in']
    await page.goto(`${server.url}/activity`)
    await expect(page.getByRole('main')).toContainText('Grace Hopper')
    const shown = [await page.getByRole('main').textContent()]
    const csv = await page.request.get(`${server.url}/activity/export`)
    shown.push(await csv.text())
    for (const text of shown) for (const words of hidden) expect(text).not.toContain(words)
    for (const path of ['/users', '/profile', '/activity', '/profile/second-factor', '/users/new']) {
      await page.goto(`${server.url}${path}`)
      await expect(page).toHaveURL(`${server.url}${path}`)
    }
  })

  await test.step('a form that was open says why, and keeps what was typed', async () => {
    await other.getByLabel('Name').fill('Web site')
    await other.getByRole('button', { name: 'Save token' }).click()
    await expect(other.getByRole('alert').first()).toContainText('Admins need a second factor here')
    await expect(other.getByLabel('Name')).toHaveValue('Web site')
    expect(await directory.selectFrom('tokens').select('id').execute()).toEqual([])
  })

  await test.step('afterwards everything goes on', async () => {
    await page.goto(`${server.url}/profile/second-factor`)
    await page.getByLabel('Current password').fill(password)
    await page.getByRole('button', { name: 'Set it up' }).click()
    const secret = (await page.locator('main code').textContent()) ?? ''
    await page.getByLabel('Code from your app').fill(codeOf(secret))
    await page.getByRole('button', { name: 'Turn it on' }).click()
    await expect(page.getByRole('status')).toContainText('Second factor turned on')
    await page.getByRole('link', { name: 'Admin', exact: true }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Accounts')
    expect((await findAccount(directory, admin.id))?.secondFactor).not.toBeNull()
    await other.getByRole('button', { name: 'Save token' }).click()
    await expect(other.getByRole('status')).toHaveText('Token added')
  })

  async function openToken(): Promise<Page> {
    const tab = await page.context().newPage()
    await tab.goto(`${server.url}/tokens/new`)
    return tab
  }
})
