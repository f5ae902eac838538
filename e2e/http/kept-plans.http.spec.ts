import { open } from '#db/database.ts'
import { openPublicView } from '#db/settings/settings.ts'
import { openLine } from '#db/testing/line.ts'
import { expect, test } from '../support/fixtures.ts'
import { openStore, startFreshServer } from '../support/fresh-server.ts'

const requests = 20

test('a connection to a server plans the list of the JSON once; the embedded store gets no names', async () => {
  const store = await openStore('kept')
  const isEmbedded = store.url.includes('query_timeout=')
  const parsed: { connection: object; name: string; text: string }[] = []
  const line = await openLine(store.url, (connection) =>
    connection.on(
      'data',
      readParses((name, text) => parsed.push({ connection, name, text })),
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
    const lists = parsed.filter(({ text }) => text.includes('string_agg(json'))
    if (isEmbedded) expect(lists.map(({ name }) => name)).toEqual(Array(requests).fill(''))
    else expect(lists).toHaveLength(new Set(lists.map(({ connection }) => connection)).size)
  } finally {
    await server.close()
    await line.close()
    await store.close()
  }
})

/**
 * The first message of a client has no type (https://www.postgresql.org/docs/current/protocol-message-formats.html).
 */
function readParses(onParse: (name: string, text: string) => void): (chunk: Buffer) => void {
  let unread = Buffer.alloc(0)
  let hasStarted = false
  return (chunk) => {
    unread = Buffer.concat([unread, chunk])
    for (;;) {
      const head = hasStarted ? 1 : 0
      if (unread.length < head + 4) return
      const end = head + unread.readInt32BE(head)
      if (unread.length < end) return
      const [name = '', text = ''] = unread.toString('utf8', head + 4, end).split('\0')
      if (hasStarted && unread[0] === 'P'.charCodeAt(0)) onParse(name, text)
      unread = unread.subarray(end)
      hasStarted = true
    }
  }
}
