import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A proxy to a database. Tests can listen on it or delay answers. */
export type Line = {
  url: string
  hold: () => void
  resume: () => void
  close: () => Promise<void>
}

/** @param onConnect - gets the client's end of each connection */
export async function openLine(databaseUrl: string, onConnect?: (client: Socket) => void): Promise<Line> {
  const connections = new Map<Socket, Socket>()
  const server = createServer((client) => {
    const database = connectTo(databaseUrl)
    connections.set(client, database)
    database.on('error', () => {}).on('close', () => client.destroy())
    client
      .on('error', () => {})
      .on('close', () => {
        connections.delete(client)
        database.destroy()
      })
    client.pipe(database).pipe(client)
    onConnect?.(client)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: throughPort(databaseUrl, port),
    hold: () => {
      for (const [client, database] of connections) database.unpipe(client).pause()
    },
    resume: () => {
      for (const [client, database] of connections) database.pipe(client)
    },
    close: async () => {
      for (const client of connections.keys()) client.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

function connectTo(databaseUrl: string): Socket {
  const folder = new URLSearchParams(databaseUrl.split('?')[1]).get('host')
  if (folder) return connect(`${folder}/.s.PGSQL.5432`)
  const { hostname, port } = new URL(databaseUrl)
  return connect(Number(port) || 5432, hostname)
}

/** The address of a Unix socket has no host that URL could parse. */
function throughPort(databaseUrl: string, port: number): string {
  const [address = '', query] = databaseUrl.split('?')
  const [, user = 'postgres@', path] = /^\w+:\/\/(?:([^/]*@)?[^/]*)(\/.*)$/.exec(address) ?? []
  const settings = new URLSearchParams(query)
  settings.delete('host')
  return `postgres://${user}127.0.0.1:${port}${path}?${settings}`
}
