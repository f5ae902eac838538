import type { Page } from '@playwright/test'
import { sql } from 'kysely'
import { makePasswordLink } from '#db/accounts/password-links.ts'
import { findSession } from '#db/accounts/sessions.ts'
import { type Executor, transaction } from '#db/database.ts'
import { begin } from '#db/large-writes.ts'
import type { Role } from '#db/policy.ts'
import type { Team, User } from '#db/tables.ts'
import type { UserValues } from '#db/users/values.ts'
import { outdate } from './confirmations.ts'
import { password } from './fixtures.ts'
import { givePasskey } from './passkey.ts'
import { giveSecondFactor } from './second-factor.ts'
import { settled } from './settled.ts'

type Given = {
  page: Page
  db: Executor
  email: string
  addUser: (values?: Partial<UserValues>) => Promise<User>
  newTeam: (name?: string) => Promise<Team>
  trashUser: (user: User) => Promise<User>
}

/** `role` is the viewer's role. */
export type PageState = { name: string; role?: Role | 'nobody'; open: (given: Given) => Promise<unknown> }

export const longest = {
  name: 'Grace Brewster Murray Hopper',
  about: 'x'.repeat(1000),
  links: [{ label: '', url: `https://example.com/${'path'.repeat(100)}` }],
}

function at(path: string, role?: PageState['role']): PageState {
  return { name: path.slice(1), ...(role && { role }), open: ({ page }) => page.goto(path) }
}

function of(part: string): PageState {
  return {
    name: `users of one ${part}`.trim(),
    open: async ({ page, addUser }) =>
      page.goto(`/users/${(await addUser(longest)).id}${part && `/${part}`}`),
  }
}

function ofTeam(part: string): PageState {
  return {
    name: `teams of one ${part}`.trim(),
    open: async ({ page, addUser, newTeam }) => {
      const { id } = await newTeam('x'.repeat(90))
      await addUser({ ...longest, teams: [id] })
      await page.goto(`/teams/${id}${part && `/${part}`}`)
    },
  }
}

/** A page of all people of a list, here of a small one. */
function listed(path: string, role?: PageState['role']): PageState {
  return {
    name: `users ${path}`,
    ...(role && { role }),
    open: async ({ page, addUser, newTeam }) => {
      const { id } = await newTeam()
      for (const values of [longest, { name: 'Ada' }]) await addUser({ ...values, teams: [id] })
      await page.goto(`/users/${path}${path.includes('?') ? '&' : '?'}team=${id}`)
    },
  }
}

/** A page of two ticked people, as the list leads to it without scripts. */
function ticked(path: string, role?: PageState['role']): PageState {
  return {
    name: `${path.slice(1)} of ticked people`,
    ...(role && { role }),
    open: async ({ page, addUser }) => {
      const people = [await addUser(longest), await addUser()]
      await page.goto(`${path}?${people.map(({ id }) => `id=${id}`).join('&')}`)
      await page.getByText(/2 (selected|addresses\.)/).waitFor()
    },
  }
}

function ofAccount(part: string): PageState {
  return {
    name: `accounts of one ${part}`.trim(),
    open: async ({ page, db }) => page.goto(`/accounts/${(await viewerOf({ page, db })).id}${part}`),
  }
}

function ofTrashed(part: string): PageState {
  return {
    name: `users trashed ${part}`.trim(),
    open: async ({ page, addUser, trashUser }) => {
      const { id } = await trashUser(await addUser())
      await page.goto(`/users/${id}${part && `/${part}`}`)
    },
  }
}

/** The page that asks before it changes two users. */
function bulk(name: string, parameters: string): PageState {
  return {
    name: `users bulk ${name}`,
    open: async ({ page, addUser }) => {
      const people = [await addUser(longest), await addUser({ name: 'x'.repeat(200) })]
      await page.goto(`/users/bulk?${parameters}&${people.map(({ id }) => `id=${id}`).join('&')}`)
    },
  }
}

async function deactivate({ page, addUser }: Given): Promise<void> {
  await page.goto(`/users/bulk?do=deactivate&id=${(await addUser(longest)).id}`)
  await page.getByRole('button', { name: 'Deactivate' }).click()
  await page.getByText('1 person changed').waitFor()
}

/** Of the viewer. */
async function addFactor({ page, db }: Given) {
  const { id, email } = await viewerOf({ page, db })
  return { email, ...(await giveSecondFactor(db, id)) }
}

async function viewerOf({ page, db }: Pick<Given, 'page' | 'db'>) {
  const cookie = (await page.context().cookies()).find(({ name }) => name === 'session')
  const viewer = await findSession(db, cookie?.value ?? '')
  return { id: viewer?.id ?? 0, email: viewer?.email ?? '' }
}

function withFactor(part: string): PageState {
  return {
    name: `profile second factor on ${part}`,
    open: async (given) => {
      await addFactor(given)
      await given.page.goto(`/profile/second-factor${part}`)
    },
  }
}

/** Opens the passkeys by the name of the server, because browsers make none for a number. */
async function openPasskeysAtAName({ page }: Pick<Given, 'page'>): Promise<void> {
  await page.goto('/profile/passkeys')
  const site = new URL(page.url().replace('127.0.0.1', 'localhost'))
  const session = (await page.context().cookies()).find(({ name }) => name === 'session')
  await page.context().addCookies([{ name: 'session', value: session?.value ?? '', url: site.origin }])
  await page.goto(site.href)
  await page.getByRole('button', { name: 'Add a passkey' }).waitFor()
}

/** A write of 4,353 people that a server has begun. */
function saving(): PageState {
  return {
    name: 'users saving',
    open: async ({ page, db }) => {
      const cookie = (await page.context().cookies()).find(({ name }) => name === 'session')
      const accountId = (await findSession(db, cookie?.value ?? ''))?.id ?? 0
      const ifStopped = { location: '/users', notice: 'server-stopped' }
      const id = await transaction(db, (trx) => begin(trx, { accountId, total: 4_353, ifStopped }))
      // In the future, because nobody saves it.
      await sql`update large_writes set saved = 1200, beat_at = now() + interval '1 hour' where id = ${id}`.execute(
        db,
      )
      await page.goto(`/users/saving/${id}`)
      await page.getByRole('heading', { name: 'Saving 1,200 of 4,353' }).waitFor()
    },
  }
}

export const pageStates: PageState[] = [
  at('/users'),
  at('/users?q=nobody-has-this-name'),
  at('/users?status=all&sort=surname&from=A'),
  at('/users/new'),
  at('/users/trash'),
  listed('addresses'),
  listed('print'),
  listed('print?by=team'),
  at('/users/import'),
  at('/teams'),
  at('/teams/new'),
  ...['', 'edit', 'add', 'delete'].map(ofTeam),
  at('/teams/new/many'),
  ...['', 'edit', 'delete', 'history'].map(of),
  {
    name: 'users of one with the QR code open',
    open: async ({ page, addUser }) => {
      await page.goto(`/users/${(await addUser(longest)).id}`)
      await page.getByText('QR code', { exact: true }).click()
    },
  },
  ...['', 'restore', 'erase'].map(ofTrashed),
  {
    name: 'users restored without an email',
    open: async ({ page, addUser, trashUser }) => {
      const gone = await trashUser(await addUser())
      await addUser({ email: gone.email })
      await page.goto(`/users/${gone.id}/restore`)
    },
  },
  {
    name: 'users of one without an email',
    open: async ({ page, addUser }) => page.goto(`/users/${(await addUser({ email: '' })).id}`),
  },
  at('/profile'),
  at('/accounts'),
  at('/accounts/new'),
  at('/accounts/history'),
  at('/accounts/waiting'),
  at('/accounts/links'),
  at('/activity'),
  at('/activity?person=nobody-has-this-name&deed=trash&from=2026-01-01'),
  {
    name: 'activity of one bulk deed',
    open: async (given) => {
      await bulk('', 'do=deactivate').open(given)
      await given.page.getByRole('button', { name: 'Deactivate' }).click()
      await given.page.getByText('2 people changed').waitFor()
      await given.page.goto('/activity')
      await given.page.getByRole('link', { name: '2 people', exact: true }).first().click()
      await given.page.getByRole('link', { name: 'Undo all' }).waitFor()
    },
  },
  at('/tokens'),
  at('/tokens/new'),
  at('/settings'),
  at('/api'),
  at('/nowhere'),
  at('/users', 'nobody'),
  listed('print', 'nobody'),
  at('/sign-in', 'nobody'),
  at('/sign-in/forgot', 'nobody'),
  at('/password/used-before', 'nobody'),
  at('/sign-in/link/used-before', 'nobody'),
  {
    name: 'password of one',
    open: async ({ page, db }) => {
      const { id } = await viewerOf({ page, db })
      const token = await transaction(db, (trx) => makePasswordLink(trx, id))
      await page.context().clearCookies()
      await page.goto(`/password/${token}`)
      await page.getByLabel('New password').waitFor()
    },
  },
  at('/users/1', 'nobody'),
  at('/settings', 'viewer'),
  ticked('/users', 'viewer'),
  ticked('/users'),
  of('history/1'),
  ...['', '/erase'].map(ofAccount),
  {
    name: 'accounts new refused',
    open: async ({ page }) => {
      await page.goto('/accounts/new')
      await page.getByRole('button', { name: 'Save account' }).click()
      await page.getByRole('alert').first().waitFor()
    },
  },
  {
    name: 'users did you mean',
    open: async ({ page, addUser }) => {
      await addUser(longest)
      await page.goto('/users?q=hoppre')
      await page.getByText('Did you mean').waitFor()
    },
  },
  {
    name: 'users undo of one person',
    open: async (given) => {
      await bulk('', 'do=deactivate').open(given)
      await given.page.getByRole('button', { name: 'Deactivate' }).click()
      await given.page.getByText('2 people changed').waitFor()
      await given.page.goto('/activity')
      await given.page.getByRole('link', { name: '2 people', exact: true }).first().click()
      await given.page
        .getByRole('link', { name: /^Undo for / })
        .first()
        .click()
      await given.page.getByText('Undo all').waitFor()
    },
  },
  ticked('/users/addresses'),
  {
    name: 'users new with "More" open',
    open: async ({ page }) => {
      await page.goto('/users/new')
      await page.getByText('More', { exact: true }).click()
      await page.getByLabel('Status').waitFor()
    },
  },
  {
    name: 'users import refused',
    open: async ({ page }) => {
      await page.goto('/users/import')
      await page.getByRole('button', { name: 'Upload' }).click()
      await page.getByRole('alert').first().waitFor()
    },
  },
  {
    name: 'users new refused',
    open: async ({ page }) => {
      await page.goto('/users/new')
      await page.getByRole('button', { name: 'Add link' }).click()
      await page.getByLabel('Link 1 label').fill('No address')
      await page.getByRole('button', { name: 'Save person' }).click()
      await page.getByRole('alert').first().waitFor()
    },
  },
  {
    name: 'users edit with an offer of what was typed before',
    open: async ({ page, addUser }) => {
      await page.goto(`/users/${(await addUser()).id}/edit`)
      await settled(page)
      await page.getByLabel('Job title').click()
      await page.keyboard.type('Rear ')
      page.once('dialog', (dialog) => dialog.accept())
      await page.reload()
      await page.getByRole('button', { name: 'Restore it' }).waitFor()
    },
  },
  {
    name: 'settings refused',
    open: async ({ page }) => {
      await page.goto('/settings')
      await page.getByLabel('Web pages that may read the JSON').fill('www.example.org')
      await page.getByRole('button', { name: 'Save settings' }).click()
      await page.getByRole('alert').first().waitFor()
    },
  },
  {
    name: 'users edit conflict',
    open: async ({ page, addUser }) => {
      const { id } = await addUser()
      await page.goto(`/users/${id}/edit`)
      const other = await page.context().newPage()
      await other.goto(`/users/${id}/edit`)
      await other.getByLabel('Job title').fill('Professor')
      await other.getByRole('button', { name: 'Save person' }).click()
      await other.getByRole('status').waitFor()
      await other.close()
      await page.getByLabel('Job title').fill('Rear admiral')
      await page.getByLabel('Location').fill('Arlington')
      await page.getByRole('button', { name: 'Save person' }).click()
      await page.getByRole('group', { name: 'Job title' }).waitFor()
      await page.getByText('Kept from you: Location').waitFor()
    },
  },
  {
    name: 'users edit merged',
    open: async ({ page, addUser }) => {
      const { id } = await addUser()
      await page.goto(`/users/${id}/edit`)
      const other = await page.context().newPage()
      await other.goto(`/users/${id}/edit`)
      await other.getByLabel('About').fill(`One line.\n${'Long '.repeat(150)}`)
      await other.getByRole('button', { name: 'Save person' }).click()
      await other.getByRole('status').waitFor()
      await other.close()
      await page.getByLabel('Job title').fill('Rear admiral')
      await page.getByRole('button', { name: 'Save person' }).click()
      await page.getByText('Kept from you: Job title').waitFor()
    },
  },
  {
    name: 'users updated notice',
    open: async ({ page, addUser }) => {
      await page.goto(`/users/${(await addUser()).id}/edit`)
      await page.getByLabel('Job title').fill('Professor')
      await page.getByRole('button', { name: 'Save person' }).click()
      await page.getByRole('status').waitFor()
    },
  },
  at('/profile/passkeys'),
  {
    name: 'profile with a passkey',
    open: async ({ page, db }) => {
      await givePasskey(db, (await viewerOf({ page, db })).id)
      await page.goto('/profile/passkeys')
    },
  },
  {
    name: 'profile passkeys at a site with a name',
    open: async ({ page, db }) => {
      await givePasskey(db, (await viewerOf({ page, db })).id)
      await openPasskeysAtAName({ page })
    },
  },
  {
    name: 'profile passkeys new',
    open: async ({ page }) => {
      await openPasskeysAtAName({ page })
      await page.getByRole('button', { name: 'Add a passkey' }).click()
      await page.getByRole('button', { name: 'Create the passkey' }).waitFor()
    },
  },
  at('/profile/confirm'),
  {
    name: 'profile confirm of one with a second factor',
    open: async (given) => {
      await addFactor(given)
      await given.page.goto('/profile/confirm?next=/settings')
    },
  },
  {
    name: 'tokens new has to be confirmed',
    open: async ({ page, db }) => {
      await outdate(db, (await viewerOf({ page, db })).id)
      await page.goto('/tokens/new')
      await page.getByLabel('Name').fill('Web site')
      await page.getByRole('button', { name: 'Save token' }).click()
      await page.getByLabel('Password').waitFor()
    },
  },
  at('/profile/second-factor'),
  {
    name: 'profile second factor confirm',
    open: async ({ page }) => {
      await page.goto('/profile/second-factor')
      await page.getByLabel('Current password').fill(password)
      await page.getByRole('button', { name: 'Set it up' }).click()
      await page.getByRole('img', { name: 'QR code for your app' }).waitFor()
    },
  },
  ...['', '/recovery-codes', '/turn-off'].map(withFactor),
  {
    name: 'profile recovery codes made',
    open: async (given) => {
      const { recovery } = await addFactor(given)
      await given.page.goto('/profile/second-factor/recovery-codes')
      await given.page.getByLabel('Current password').fill(password)
      await given.page.getByLabel('Code from your app').fill(recovery)
      await given.page.getByRole('button', { name: 'Make new codes' }).click()
      await given.page.getByText('Print them or copy them').waitFor()
    },
  },
  {
    name: 'sign-in code',
    open: async (given) => {
      const { email } = await addFactor(given)
      await given.page.context().clearCookies()
      await given.page.goto('/sign-in')
      await given.page.getByLabel('Email').fill(email)
      await given.page.getByLabel('Password').fill(password)
      await given.page.getByRole('button', { name: 'Sign in' }).click()
      await given.page.getByLabel('Code from your app').waitFor()
    },
  },
  saving(),
  at('/users/bulk?do=trash'),
  at('/users/bulk?do=trash&all=on&q=nobody-has-this-name'),
  bulk('trash', 'do=trash'),
  bulk('team', 'do=add-to-team'),
  bulk('unchanged', 'do=activate'),
  at('/users/invite'),
  {
    name: 'users invite',
    open: async ({ page, addUser }) => {
      const people = [
        await addUser(longest),
        await addUser({ name: 'x'.repeat(200) }),
        await addUser({ email: '' }),
      ]
      await page.goto(`/users/invite?${people.map(({ id }) => `id=${id}`).join('&')}`)
      await page.getByText('1 person has no email').click()
    },
  },
  {
    name: 'users invited',
    open: async ({ page, addUser }) => {
      await page.goto(`/users/invite?id=${(await addUser(longest)).id}`)
      await page.getByRole('button', { name: 'Invite' }).click()
      await page.getByLabel('1 link').waitFor()
    },
  },
  {
    name: 'accounts waiting for a password',
    open: async ({ page, addUser }) => {
      await page.goto(`/users/invite?id=${(await addUser()).id}`)
      await page.getByRole('button', { name: 'Invite' }).click()
      await page.getByRole('link', { name: 'Who has not come in yet' }).click()
      await page.getByRole('table').waitFor()
    },
  },
  {
    name: 'users undo',
    open: async (given) => {
      await deactivate(given)
      await given.page.getByRole('link', { name: 'Undo', exact: true }).click()
      await given.page.getByRole('button', { name: 'Undo' }).waitFor()
    },
  },
  {
    name: 'users undone',
    open: async (given) => {
      await deactivate(given)
      await given.page.getByRole('link', { name: 'Undo', exact: true }).click()
      await given.page.waitForURL('**/users/undo/*')
      const address = given.page.url()
      await given.page.getByRole('button', { name: 'Undo' }).click()
      await given.page.getByText('Change undone').waitFor()
      await given.page.goto(address)
    },
  },
  {
    name: 'users bulk stale',
    open: async ({ page, addUser, trashUser }) => {
      const [grace, ada] = [await addUser(longest), await addUser()]
      await page.goto(`/users/bulk?do=deactivate&id=${grace.id}&id=${ada.id}`)
      await trashUser(ada)
      await page.getByRole('button', { name: 'Deactivate' }).click()
      await page.getByRole('alert').first().waitFor()
    },
  },
  {
    name: 'users session over',
    open: async ({ page, email }) => {
      await page.goto('/users/new')
      await page.getByLabel('Full name').fill('Ada Lovelace')
      await page.getByLabel('Email').fill(email)
      await page.context().clearCookies()
      await page.getByRole('button', { name: 'Save person' }).click()
      await page.getByLabel('Password').waitFor()
    },
  },
  {
    name: 'tokens created',
    open: async ({ page, email }) => {
      await page.goto('/tokens/new')
      await page.getByLabel('Name').fill(`Web site of ${email}`)
      await page.getByRole('button', { name: 'Save token' }).click()
      await page.getByLabel('Your token').waitFor()
    },
  },
  {
    name: 'tokens revoke',
    open: async ({ page, email }) => {
      await page.goto('/tokens/new')
      await page.getByLabel('Name').fill(`Web site of ${email}`)
      await page.getByRole('button', { name: 'Save token' }).click()
      await page.getByRole('link', { name: `Revoke Web site of ${email}` }).click()
      await page.getByRole('button', { name: 'Revoke token' }).waitFor()
    },
  },
  {
    name: 'sign-in refused',
    role: 'nobody',
    open: async ({ page, email }) => {
      await page.goto('/sign-in')
      await page.getByLabel('Email').fill(email)
      await page.getByLabel('Password').fill('not the password')
      await page.getByRole('button', { name: 'Sign in' }).click()
      await page.getByRole('alert').first().waitFor()
    },
  },
]
