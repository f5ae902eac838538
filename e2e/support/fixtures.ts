import { test as base, expect } from '@playwright/test'
import * as sessions from '#db/accounts/sessions.ts'
import { createToken } from '#db/accounts/tokens.ts'
import { type Executor, open, transaction } from '#db/database.ts'
import type { Actor, Role } from '#db/policy.ts'
import { openPublicView } from '#db/settings/settings.ts'
import type { Account, Team, User } from '#db/tables.ts'
import { createTeam } from '#db/teams/edit.ts'
import * as users from '#db/users/edit.ts'
import { userColumns } from '#db/users/find.ts'
import { blankUser, type UserValues } from '#db/users/values.ts'
import { countRequests } from './settled.ts'
import { uniqueWord } from './unique-word.ts'

const keeper: Actor = { id: null, name: 'test fixture', role: 'admin' }

/** `cookie` is the value of the Cookie header. */
export type SignedIn = { account: Account; cookie: string }

type Fixtures = {
  /** The role of the page's session; 'nobody' for none. */
  role: Role | 'nobody'
  /** The page's session; its cookie is '' for 'nobody'. */
  viewer: { account?: Account; cookie: string }
  /** Writes an account and a session straight to the database. */
  signIn: (role: Role) => Promise<SignedIn>
  /** The secret of a new token. */
  token: (scopes: 'users:read' | 'users:read users:contact') => Promise<string>
  /** An email that nobody else in the run has. */
  email: string
  /** Writes a user straight to the database. */
  addUser: (values?: Partial<UserValues>) => Promise<User>
  /** Writes a team straight to the database. Its name is unique in the run. */
  newTeam: (name?: string) => Promise<Team>
  trashUser: (user: User) => Promise<User>
  stored: (user: User) => Promise<User>
  /** In the order of the events. */
  verbsOf: (user: User) => Promise<string[]>
}

export const test = base.extend<Fixtures, { db: Executor; publicView: undefined }>({
  db: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that are wanted from this pattern
    async ({}, use) => {
      const db = open(process.env.DATABASE_URL ?? '')
      await use(db)
      await db.destroy()
    },
    { scope: 'worker' },
  ],
  publicView: [
    async ({ db }, use) => {
      await openPublicView(db)
      await use(undefined)
    },
    { scope: 'worker', auto: true },
  ],
  role: ['admin', { option: true }],
  signIn: async ({ db }, use) => {
    await use((role) =>
      transaction(db, async (trx) => {
        const account = await trx
          .insertInto('accounts')
          .values({ email: uniqueEmail(), role, password: passwordHash })
          .returningAll()
          .executeTakeFirstOrThrow()
        return { account, cookie: `session=${await sessions.start(trx, account.id, 'Playwright')}` }
      }),
    )
  },
  token: async ({ db }, use) => {
    await use(async (scopes) => {
      const values = { name: 'Web site', contact: scopes.includes('users:contact'), days: 1 }
      const { secret } = await transaction(db, (trx) => createToken(trx, values, keeper))
      return `Bearer ${secret}`
    })
  },
  viewer: async ({ role, signIn }, use) => {
    await use(role === 'nobody' ? { cookie: '' } : await signIn(role))
  },
  context: async ({ context, baseURL, viewer }, use) => {
    const [name, value] = viewer.cookie.split('=')
    countRequests(context)
    if (name && value) await context.addCookies([{ name, value, url: String(baseURL) }])
    await use(context)
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that are wanted from this pattern
  email: async ({}, use) => {
    await use(uniqueEmail())
  },
  addUser: async ({ db }, use) => {
    await use((values) =>
      transaction(db, (trx) => users.create(trx, { ...grace, email: uniqueEmail(), ...values }, keeper)),
    )
  },
  newTeam: async ({ db }, use) => {
    await use((name = 'Team') =>
      transaction(db, (trx) => createTeam(trx, { name: `${name} ${uniqueWord()}` }, keeper)),
    )
  },
  stored: async ({ db }, use) => {
    await use(({ id }) =>
      db.selectFrom('users').select(userColumns).where('id', '=', id).executeTakeFirstOrThrow(),
    )
  },
  verbsOf: async ({ db }, use) => {
    await use(async ({ id }) => {
      const events = await db
        .selectFrom('events')
        .select('verb')
        .where('userId', '=', id)
        .orderBy('version')
        .execute()
      return events.map(({ verb }) => verb)
    })
  },
  trashUser: async ({ db }, use) => {
    await use((user) => transaction(db, (trx) => users.trash(trx, user, keeper)))
  },
})

export { expect }

const grace: UserValues = { ...blankUser, name: 'Grace Hopper', jobTitle: 'Admiral' }

export const password = 'quiet harbour seven lanterns'

// Made by hashPassword, at the cost that tests use.
const passwordHash =
  '$scrypt$ln=10,r=8,p=1$A0d0zU6TTItT2i3eBZGpWg$qWPJ3MO+ewqiPTs3hIsiBWYjkuag/9DigXufycj009M'

/** An email that nobody else in the run has. */
export function uniqueEmail(): string {
  return `person-${uniqueWord()}@example.com`
}
