import type { Page } from '@playwright/test'
import type { Executor } from '#db/database.ts'
import type { Role } from '#db/policy.ts'
import type { Team, User } from '#db/tables.ts'
import type { UserValues } from '#db/users/values.ts'

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

const longest = {
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

function ofTrashed(part: string): PageState {
  return {
    name: `users trashed ${part}`,
    open: async ({ page, addUser, trashUser }) => {
      const { id } = await trashUser(await addUser())
      await page.goto(`/users/${id}/${part}`)
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

export const pageStates: PageState[] = [
  at('/users'),
  at('/users?q=nobody-has-this-name'),
  at('/users/new'),
  at('/users/trash'),
  at('/users/import'),
  at('/teams'),
  at('/teams/new'),
  ...['', 'edit', 'delete'].map(ofTeam),
  ...['', 'edit', 'delete', 'history'].map(of),
  ...['restore', 'erase'].map(ofTrashed),
  at('/profile'),
  at('/accounts'),
  at('/accounts/new'),
  at('/accounts/history'),
  at('/tokens'),
  at('/tokens/new'),
  at('/settings'),
  at('/api'),
  at('/nowhere'),
  at('/users', 'nobody'),
  at('/sign-in', 'nobody'),
  at('/users/1', 'nobody'),
  at('/settings', 'viewer'),
  {
    name: 'users import refused',
    open: async ({ page }) => {
      await page.goto('/users/import')
      await page.getByRole('button', { name: 'Upload' }).click()
      await page.getByRole('alert').first().waitFor()
    },
  },
  {
    name: 'users import of one file',
    open: async ({ page, addUser, trashUser, email }) => {
      const [same, other, gone] = [await addUser(), await addUser(longest), await trashUser(await addUser())]
      const rows = [
        'Email,Full name,About,Status',
        `${same.email},Grace Hopper,,active`,
        `${other.email},Grace,${'y'.repeat(900)},inactive`,
        `${gone.email},Grace Back,,active`,
        `${email},Ada Lovelace,,`,
        `nobody,,${'z'.repeat(1001)},perhaps`,
      ]
      await page.goto('/users/import')
      await page
        .getByLabel('File', { exact: true })
        .setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n')) })
      await page.getByRole('button', { name: 'Upload' }).click()
      await page.getByRole('heading', { name: 'Import people.csv' }).waitFor()
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
      await page.getByRole('button', { name: 'Save person' }).click()
      await page.getByRole('group', { name: 'Job title' }).waitFor()
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
  at('/users/bulk?do=trash'),
  at('/users/bulk?do=trash&all=on&q=nobody-has-this-name'),
  bulk('trash', 'do=trash'),
  bulk('team', 'do=add-to-team'),
  bulk('unchanged', 'do=activate'),
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
