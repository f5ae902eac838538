import { type ChildProcess, spawnSync } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'

/** Debian's or Ubuntu's, where this process may install one. */
export function installPackage(name: string): void {
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n']
  for (const step of [['update'], ['install', '-y', name]]) {
    const [file = '', ...args] = [...asRoot, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...step]
    spawnSync(file, args, { stdio: 'inherit' })
  }
}

/** @throws Error with what the server wrote when it ends by itself. Its stderr has to be a pipe. */
export async function untilReady(server: ChildProcess, url: string): Promise<void> {
  let errors = ''
  server.stderr?.setEncoding('utf8').on('data', (text) => (errors += text))
  for (; ; await pause(50)) {
    const isThere = await ask(url, 'select 1').then(
      () => true,
      () => false,
    )
    if (isThere) return
    if (server.exitCode !== null) throw new Error(`The database server ended: ${errors}`)
  }
}

/** On a connection of its own. */
export async function ask(url: string, statement: string): Promise<void> {
  const client = new pg.Client(url)
  client.on('error', () => {}) // a lost connection also fails the query
  try {
    await client.connect()
    await client.query(statement)
  } finally {
    await client.end().catch(() => {})
  }
}
