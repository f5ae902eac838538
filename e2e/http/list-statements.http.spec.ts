import { open, transaction } from '#db/database.ts'
import { openLine } from '#db/testing/line.ts'
import * as users from '#db/users/edit.ts'
import { blankUser } from '#db/users/values.ts'
import { newSession } from '../new-session.ts'
import { readMessages } from '../support/client-messages.ts'
import { expect, test, uniqueEmail } from '../support/fixtures.ts'
import { openStore, startFreshServer } from '../support/fresh-server.ts'

test('a list that has not changed costs one statement, and a change is seen at once', async () => {
  const store = await openStore('list-statements')
  let statements = 0
  const line = await openLine(store.url, (connection) =>
    connection.on(
      'data',
      readMessages((type, body) => {
        // A new connection sets its limits.
        const isOfList =
          type === 'E' || (type === 'Q' && !body.toString().startsWith('set statement_timeout'))
        if (isOfList) statements++
      }),
    ),
  )
  const server = await startFreshServer({ DATABASE_URL: line.url })
  const db = open(store.url)
  try {
    const cookie = await newSession(db, uniqueEmail(), 'editor')
    const read = async () => {
      statements = 0
      const html = await (await fetch(`${server.url}/users?sort=surname`, { headers: { cookie } })).text()
      return {
        statements,
        names: [...html.matchAll(/<a href="\/users\/\d+"[^>]*>([^<]*)/g)].map(([, name]) => name),
      }
    }
    const add = (name: string) =>
      transaction(db, (trx) =>
        users.create(trx, { ...blankUser, name }, { id: null, name: 'test', role: 'admin' }),
      )
    await add('Rosa')
    const first = await read()
    // Settings and session, then the list with all around it in one transaction.
    expect([first.names, first.statements]).toEqual([['Rosa'], 9])
    expect(await read()).toEqual({ names: ['Rosa'], statements: 1 })
    await add('Ada')
    expect(await read()).toEqual({ names: ['Ada', 'Rosa'], statements: 9 })
    expect(await read()).toEqual({ names: ['Ada', 'Rosa'], statements: 1 })
  } finally {
    await db.destroy()
    await server.close()
    await line.close()
    await store.close()
  }
})
