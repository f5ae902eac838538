import { open } from '#db/database.ts'
import { openPublicView } from '#db/settings/settings.ts'
import { isEmbedded } from '#db/store/address.ts'
import { openLine } from '#db/testing/line.ts'
import { parsed, readMessages } from '../support/client-messages.ts'
import { expect, test } from '../support/fixtures.ts'
import { openStore, startFreshServer } from '../support/fresh-server.ts'

const requests = 20

test('a connection to a server plans the list of the JSON once; the embedded store gets no names', async () => {
  const store = await openStore('kept')
  const sent: { connection: object; name: string; text: string }[] = []
  const line = await openLine(store.url, (connection) =>
    connection.on(
      'data',
      readMessages((type, body) => type === 'P' && sent.push({ connection, ...parsed(body) })),
    ),
  )
  const server = await startFreshServer({ DATABASE_URL: line.url })
  const db = open(store.url)
  await openPublicView(db)
  await db.destroy()
  try {
    for (let request = 0; request < requests; request++) {
      // The route, and not memory, answers a request for a range.
      const answer = await fetch(`${server.url}/api/users?limit=100`, { headers: { range: 'x=1' } })
      expect(answer.status).toBe(200)
    }
    const lists = sent.filter(({ text }) => text.includes('string_agg(json'))
    if (isEmbedded(store.url)) expect(lists.map(({ name }) => name)).toEqual(Array(requests).fill(''))
    else expect(lists).toHaveLength(new Set(lists.map(({ connection }) => connection)).size)
  } finally {
    await server.close()
    await line.close()
    await store.close()
  }
})
