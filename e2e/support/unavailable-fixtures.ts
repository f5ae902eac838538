import { open } from '#db/database.ts'
import { type DatabaseLine, openLine } from './database-line.ts'
import { test as base } from './fixtures.ts'
import { openStore, startFreshServer } from './fresh-server.ts'
import { type FilledForm, openEveryForm } from './unavailable-forms.ts'

type Unavailable = {
  store: string
  line: DatabaseLine
  /** The address of a server that reaches its database through the line. */
  site: string
}

type Fixtures = {
  /** By the name of the action. */
  openForms: () => Promise<Record<string, FilledForm>>
  mended: undefined
}

/** The fixtures on a server and a database of their own. The line only cuts off the server, not the fixtures. */
export const test = base.extend<Fixtures, Unavailable>({
  store: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that are wanted from this pattern
    async ({}, use) => {
      const store = await openStore('unavailable')
      await use(store.url)
      await store.close()
    },
    { scope: 'worker' },
  ],
  line: [
    async ({ store }, use) => {
      const line = await openLine(new URL(store))
      await use(line)
      await line.close()
    },
    { scope: 'worker' },
  ],
  site: [
    async ({ line }, use) => {
      const server = await startFreshServer({
        DATABASE_URL: line.url,
        // Nothing listens there. The form for a forgotten password is only where mail is set up.
        SMTP_URL: 'smtp://127.0.0.1:1',
      })
      await use(server.url)
      await server.close()
    },
    { scope: 'worker', timeout: 300_000 },
  ],
  db: [
    async ({ store, site }, use) => {
      // The server makes the tables at its start.
      if (!site) throw new Error('the server did not start')
      const db = open(store)
      await use(db)
      await db.destroy()
    },
    { scope: 'worker' },
  ],
  openForms: async ({ site, db, signIn, addUser, trashUser, newTeam }, use) => {
    await use(() => openEveryForm({ site, db, signIn, addUser, trashUser, newTeam }))
  },
  mended: [
    async ({ line }, use) => {
      await use(undefined)
      line.mend()
    },
    { auto: true },
  ],
})
