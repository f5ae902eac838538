import { randomUUID } from 'node:crypto'
import { test as base, expect } from '@playwright/test'
import { type Executor, open, transaction } from '#db/database.ts'
import type { Viewer } from '#db/policy.ts'
import type { User } from '#db/tables.ts'
import * as users from '#db/users.ts'

const keeper: Viewer = { name: 'test fixture', role: 'admin' }

type Fixtures = {
  /** An e-mail that nobody else in the run has. */
  email: string
  /** Adds a user straight to the database. */
  addUser: (values?: Partial<users.UserValues>) => Promise<User>
  /** Moves a user to the trash. */
  trashUser: (user: User) => Promise<User>
  /** A user as the database holds it now. */
  stored: (user: User) => Promise<User>
  /** What was done to a user, the first thing first. */
  verbsOf: (user: User) => Promise<string[]>
}

export const test = base.extend<Fixtures, { db: Executor }>({
  db: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that are wanted from this pattern
    async ({}, use) => {
      const db = open(process.env.DATABASE_URL ?? '')
      await use(db)
      await db.destroy()
    },
    { scope: 'worker' },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: as above
  email: async ({}, use) => {
    await use(uniqueEmail())
  },
  addUser: async ({ db }, use) => {
    await use((values) =>
      transaction(db, (trx) => users.create(trx, { ...grace, email: uniqueEmail(), ...values }, keeper)),
    )
  },
  stored: async ({ db }, use) => {
    await use(({ id }) => db.selectFrom('users').selectAll().where('id', '=', id).executeTakeFirstOrThrow())
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

const grace: users.UserValues = {
  name: 'Grace Hopper',
  knownAs: '',
  email: '',
  phone: '',
  jobTitle: 'Admiral',
  location: '',
  about: '',
  links: [],
  status: 'active',
  listed: true,
}

/** An e-mail that nobody else in the run has. */
export function uniqueEmail(): string {
  return `person-${randomUUID()}@example.com`
}
