import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { expect, test } from './fixtures.ts'
import { openStore, startFreshServer } from './fresh-server.ts'

const requests = 20

test('a connection to a server plans the list of the JSON once; the embedded store gets no names', async () => {
  test.setTimeout(120_000)
  const store = await openStore('kept')
  const isEmbedded = store.url.includes('query_timeout=')
  const line = await listenIn(store.url)
  const server = await startFreshServer({ DATABASE_URL: line.url })
  try {
    for (let request = 0; request < requests; request++) {
      const answer = await fetch(`${server.url}/api/users?limit=100`)
      expect(answer.status).toBe(200)
    }
    const lists = line.parsed.filter(({ text }) => text.includes('string_agg(json'))
    if (isEmbedded) expect(lists.map(({ name }) => name)).toEqual(Array(requests).fill(''))
    else expect(lists).toHaveLength(new Set(lists.map(({ connection }) => connection)).size)
  } finally {
    await server.close()
    await line.close()
    await store.close()
  }
})

type Parsed = { connection: number; name: string; text: string }

/** A line to a database on which every statement that is to be planned is read. */
async function listenIn(databaseUrl: string) {
  const parsed: Parsed[] = []
  const ends = new Set<Socket>()
  const server = createServer((near) => {
    const connection = ends.size
    const far = connectTo(databaseUrl)
    for (const [end, other] of [
      [near, far],
      [far, near],
    ] as const) {
      ends.add(end)
      end.on('error', () => {}).on('close', () => other.destroy())
      end.pipe(other)
    }
    near.on(
      'data',
      readParses((name, text) => parsed.push({ connection, name, text })),
    )
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const close = async () => {
    for (const end of ends) end.destroy()
    server.close()
    await once(server, 'close')
  }
  return { url: throughPort(databaseUrl, port), parsed, close }
}

/** Reads the messages of a client; the first one has no type. https://www.postgresql.org/docs/current/protocol-message-formats.html */
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

function connectTo(databaseUrl: string): Socket {
  const folder = new URLSearchParams(databaseUrl.split('?')[1]).get('host')
  if (folder) return connect(`${folder}/.s.PGSQL.5432`)
  const { hostname, port } = new URL(databaseUrl)
  return connect(Number(port) || 5432, hostname)
}

/** The same address, but through a port of this machine. */
function throughPort(databaseUrl: string, port: number): string {
  const [address = '', query] = databaseUrl.split('?')
  const [, scheme, user = 'postgres@', path] = /^(\w+:\/\/)(?:([^/]*@)?[^/]*)(\/.*)$/.exec(address) ?? []
  const settings = new URLSearchParams(query)
  settings.delete('host')
  return `${scheme}${user}127.0.0.1:${port}${path}?${settings}`
}
