import type { Page } from '@playwright/test'
import { createAccount } from '#db/accounts/edit.ts'
import * as sessions from '#db/accounts/sessions.ts'
import { type Executor, open, transaction } from '#db/database.ts'
import type { Actor } from '#db/policy.ts'
import { changeSettings, readSettings } from '#db/settings/settings.ts'
import { testAccessibility } from '../support/accessibility.ts'
import { expect, test, uniqueEmail } from '../support/fixtures.ts'
import { type FreshServer, openStore, startFreshServer } from '../support/fresh-server.ts'
import type { PageState } from '../support/page-states.ts'

// All states share one server of their own. Nobody has set it up before the third.
test.describe.configure({ mode: 'default' })

const keeper: Actor = { id: null, name: 'test', role: 'admin' }
let store: Awaited<ReturnType<typeof openStore>>
let directory: Executor
let server: FreshServer

test.beforeAll(async () => {
  store = await openStore('setup')
  server = await startFreshServer({
    DATABASE_URL: store.url,
    OIDC_ISSUER: 'https://provider.example.org',
    OIDC_CLIENT_ID: 'rollcall',
    OIDC_CLIENT_SECRET: 'a secret of the tests',
  })
  directory = open(store.url)
})

test.afterAll(async () => {
  await directory?.destroy()
  await server?.close()
  await store?.close()
})

const states: PageState[] = [
  { name: 'setup', role: 'nobody', open: ({ page }) => page.goto(`${server.url}/setup`) },
  {
    name: 'setup refused',
    role: 'nobody',
    open: async ({ page }) => {
      await page.goto(`${server.url}/setup`)
      await page.getByRole('button', { name: 'Set up' }).click()
      await page.getByRole('alert').first().waitFor()
    },
  },
  {
    name: 'sign-in with single sign-on',
    role: 'nobody',
    open: async ({ page }) => {
      await addAdmin()
      await page.goto(`${server.url}/sign-in`)
      await page.getByRole('button', { name: 'Sign in with single sign-on' }).waitFor()
    },
  },
  {
    name: 'settings with single sign-on',
    open: async ({ page }) => {
      await enter(page)
      await page.goto(`${server.url}/settings`)
      await page.getByRole('group', { name: 'How do people sign in?' }).waitFor()
    },
  },
  {
    name: 'settings conflict',
    open: async ({ page }) => {
      await enter(page)
      const other = await page.context().newPage()
      for (const each of [page, other]) await each.goto(`${server.url}/settings`)
      await organisation(other).fill('Difference Society')
      await other.getByRole('radio', { name: 'Anyone' }).check()
      await other.getByRole('button', { name: 'Save settings' }).click()
      await other.getByRole('status').waitFor()
      await other.close()
      await organisation(page).fill('Society of Engines')
      await page.getByRole('button', { name: 'Save settings' }).click()
      await page.getByRole('group', { name: 'Organisation' }).waitFor()
    },
  },
  {
    name: 'people of an organisation with a long name',
    open: async ({ page }) => {
      await enter(page)
      // It also has a word that no line holds.
      await nameOrganisation(`Society of ${'x'.repeat(49)}`)
      await page.goto(`${server.url}/users/new`)
      await expect(page.getByRole('banner').getByRole('link').first()).toHaveText(/^Society of x{49}$/)
      for (const width of [360, 768, 1280]) {
        await page.setViewportSize({ width, height: 740 })
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
      }
    },
  },
]

testAccessibility(states)

/** @returns the secret of a new session of theirs */
async function addAdmin(): Promise<string> {
  return transaction(directory, async (trx) => {
    const values = { email: uniqueEmail(), role: 'admin', userEmail: '' } as const
    const { id } = await createAccount(trx, values, keeper)
    return sessions.start(trx, id, 'Playwright')
  })
}

async function nameOrganisation(organisation: string): Promise<void> {
  await transaction(directory, async (trx) => {
    const { settingsVersion, revision: _, ...present } = await readSettings(trx)
    await changeSettings(trx, settingsVersion, { ...present, organisation }, keeper)
  })
}

async function enter(page: Page): Promise<void> {
  await page.context().addCookies([{ name: 'session', value: await addAdmin(), url: server.url }])
}

function organisation(page: Page) {
  return page.getByLabel('Organisation')
}
