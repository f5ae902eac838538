import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from './free-port.ts'
import { ask, installPackage, untilReady } from './own-server.ts'

/** `reconnect` gives the pooler another connection to the server. */
export type Pooler = { url: string; reconnect(): Promise<void>; close(): Promise<void> }

/** In transaction mode. @param size - connections to the server */
export async function startPooler(serverUrl: string, size = 1): Promise<Pooler> {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-pgbouncer-'))
  const port = await freePort()
  const file = join(folder, 'pgbouncer.ini')
  await writeFile(file, settings(serverUrl, { port, size }))
  // PgBouncer refuses to run as root, and its user must be able to read the file.
  await chmod(folder, 0o755)
  const asUser = process.getuid?.() === 0 ? ['-u', 'nobody'] : []
  const pooler = spawn(binary(), [...asUser, file], { stdio: ['ignore', 'ignore', 'pipe'] })
  const url = `postgres://rollcall@127.0.0.1:${port}/pooled`
  await untilReady(pooler, url)
  return {
    url,
    reconnect: () => ask(`postgres://admin@127.0.0.1:${port}/pgbouncer`, 'reconnect'),
    close: async () => {
      pooler.kill('SIGINT')
      if (pooler.exitCode === null && pooler.signalCode === null) await once(pooler, 'exit')
      await rm(folder, { recursive: true, force: true })
    },
  }
}

export function installPooler(): void {
  if (!findBinary()) installPackage('pgbouncer')
  binary()
}

function binary(): string {
  const found = findBinary()
  if (!found) throw new Error('There is no PgBouncer. Install the package pgbouncer of your system.')
  return found
}

function findBinary(): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(':'), '/usr/sbin', '/usr/local/sbin']
  return folders.map((folder) => join(folder, 'pgbouncer')).find((path) => existsSync(path))
}

function settings(serverUrl: string, { port, size }: { port: number; size: number }): string {
  const { hostname, port: serverPort, username, password, pathname } = new URL(serverUrl)
  const server = {
    host: hostname,
    port: serverPort || '5432',
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    dbname: decodeURIComponent(pathname.slice(1)),
  }
  const given = Object.entries(server).filter(([, value]) => value)
  const pairs = given.map(([key, value]) => `${key}='${value.replaceAll("'", "''")}'`)
  return `
[databases]
pooled = ${pairs.join(' ')}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = any
admin_users = admin
pool_mode = transaction
default_pool_size = ${size}
`
}
