import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { join } from 'node:path'
import { isEmbedded } from '#db/store/address.ts'
import { postgresSocket } from '#db/store/directory.ts'

/** A proxy to a database. It can be cut, go silent, and lose the answer to a COMMIT. */
export type DatabaseLine = Awaited<ReturnType<typeof openLine>>

/** The caller closes it. */
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
  url.search = ''
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  const asStore = url.href
  if (isEmbedded(asStore)) url.username = 'postgres'
  const hangUp = () => {
    for (const end of ends) end.destroy()
  }
  return {
    /** Like the address of a server, also on the embedded store. */
    url: url.href,
    /** With the longer time limits of the embedded store, where it is one. */
    asStore,
    freeze: () => {
      asking.clear()
      state = 'frozen'
    },
    cut: () => {
      state = 'cut'
      hangUp()
    },
    /** Closes the connection at the next COMMIT, which the database gets and the client never sees confirmed. */
    loseCommit: () => {
      losing = true
    },
    mend: () => {
      // Answers lost during the silence cannot be sent again.
      if (state === 'frozen') hangUp()
      state = 'open'
    },
    /** The number of connections that sent something during the silence. */
    asked: () => asking.size,
    close: async () => {
      hangUp()
      server.close()
    },
  }
}
