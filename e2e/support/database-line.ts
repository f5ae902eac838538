import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { join } from 'node:path'
import { postgresSocket } from '#db/store/directory.ts'

/** A line to a database that can be cut, can go silent, and can lose the answer to a COMMIT. */
export type DatabaseLine = Awaited<ReturnType<typeof openLine>>

/** Opens a line to a database. The caller closes it. */
export async function openLine(store: URL) {
  let state: 'open' | 'frozen' | 'cut' = 'open'
  let losing = false
  const sockets = store.searchParams.get('host')
  const ends = new Set<Socket>()
  const asking = new Set<Socket>()
  const server: Server = createServer((near) => {
    if (state === 'cut') return near.destroy()
    const far = sockets
      ? connect(join(sockets, postgresSocket))
      : connect(Number(store.port) || 5432, store.hostname)
    for (const end of [near, far]) {
      ends.add(end)
      end
        .on('error', () => {})
        .on('close', () => {
          ends.delete(end)
          near.destroy()
          far.destroy()
        })
    }
    near.on('data', (data) => (state === 'open' ? far.write(data) : asking.add(near)))
    far.on('data', (data) => {
      if (losing && data.includes('COMMIT\0')) {
        losing = false
        near.destroy()
      } else if (state === 'open') near.write(data)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = new URL(store)
  // Whoever is on the embedded store is more patient than on a server.
  url.searchParams.delete('host')
  const query = url.search
  url.search = ''
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  const hangUp = () => {
    for (const end of ends) end.destroy()
  }
  return {
    url: url.href,
    query,
    freeze: () => {
      asking.clear()
      state = 'frozen'
    },
    cut: () => {
      state = 'cut'
      hangUp()
    },
    /** Hangs up at the next COMMIT: the database has it by then, and whoever sent it never hears of that. */
    loseCommit: () => {
      losing = true
    },
    mend: () => {
      // What was lost on the way cannot be sent again.
      if (state === 'frozen') hangUp()
      state = 'open'
    },
    /** How many connections have asked something since the line went silent. */
    asked: () => asking.size,
    close: async () => {
      hangUp()
      server.close()
    },
  }
}
