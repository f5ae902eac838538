import { randomUUID } from 'node:crypto'
import * as sessions from '#db/accounts/sessions.ts'
import { type Executor, open, transaction } from '#db/database.ts'
import { encodeCursor } from '#db/paging.ts'
import type { Role } from '#db/policy.ts'
import { openPublicView } from '#db/settings/settings.ts'
import { type Filters, filterKey } from '#db/users/filters.ts'

export type Directory = {
  url: string
  people: number
  cookie: string
  /** The address of the page by name that starts after so many people, or halfway in a smaller directory. */
  pageBehind: (list: string, people: number, filters?: Filters) => Promise<string>
  /** A parameter for each of the first 300 people. */
  idsOf300: () => Promise<string>
  /** What the first page of the list shows, in its order. */
  firstRows: () => Promise<object[]>
  close: () => Promise<void>
}

/** `close` deletes the account that is signed in. */
export async function openDirectory(url: string, role: Role = 'viewer'): Promise<Directory> {
  const db = open(url)
  await openPublicView(db)
  const { people } = await db
    .selectFrom('users')
    .select((eb) => eb.fn.countAll<number>().as('people'))
    .executeTakeFirstOrThrow()
  const { account, token } = await transaction(db, async (trx) => {
    const { id } = await trx
      .insertInto('accounts')
      .values({ email: `bench-${randomUUID()}@example.com`, role })
      .returning('id')
      .executeTakeFirstOrThrow()
    return { account: id, token: await sessions.start(trx, id, 'bench') }
  })
  return {
    url,
    people,
    cookie: `session=${token}`,
    pageBehind: async (list, behind, filters) =>
      `${list}&cursor=${await cursorBehind(db, Math.min(behind, people / 2), filters)}`,
    idsOf300: async () => {
      const people = await db.selectFrom('users').select('id').orderBy('id').limit(300).execute()
      return people.map(({ id }) => `id=${id}`).join('&')
    },
    firstRows: () =>
      db
        .selectFrom('users')
        .select(['id', 'name', 'jobTitle', 'namedTeams as teams', 'phone', 'email'])
        .where('trashedAt', 'is', null)
        .where('status', '=', 'active')
        .orderBy('nameKey')
        .orderBy('id')
        .limit(25)
        .execute(),
    close: async () => {
      await db.deleteFrom('accounts').where('id', '=', account).execute()
      await db.destroy()
    },
  }
}

async function cursorBehind(db: Executor, people: number, filters: Filters = {}): Promise<string> {
  const { id, key } = await db
    .selectFrom('users')
    .select(['id', 'nameKey as key'])
    .where('trashedAt', 'is', null)
    .orderBy('nameKey')
    .orderBy('id')
    .offset(Math.floor(people))
    .limit(1)
    .executeTakeFirstOrThrow()
  return encodeCursor({ order: 'name', towards: 'next', id, key }, filterKey(filters))
}
