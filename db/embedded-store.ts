import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, readdirSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { lockPath, releaseLock, takeLock } from './embedded-lock.ts'
import { openDirectory, openSession, type Session } from './embedded-session.ts'

// The exit code that tells the starter to look at the lock again.
const takenByAnother = 3

const openingMs = 60_000
const firstLeaseMs = 5_000
const leaveMs = 5_000

/** What the control port says to a process that has sent the nonce; a new line for each change. */
export type StoreState = { state: 'opening' } | { state: 'closing' } | { state: 'ready'; url: string }

/**
 * The process that has an embedded data directory open: `embedded-store.ts DIRECTORY STATE [scratch]`, where STATE
 * is the lock's state as the starter saw it. It lives as long as somebody keeps a connection to its control port.
 * With `scratch` it deletes the directory when it ends.
 */
async function main(directory: string, seen: string, scratch: boolean): Promise<void> {
  const nonce = randomUUID()
  const leases = new Set<Socket>()
  let current: StoreState = { state: 'opening' }
  let session: Session | undefined
  let wasHeld = false
  const tell = (lease: Socket) => lease.write(`${JSON.stringify(current)}\n`)

  const leave = (lease: Socket) => {
    if (leases.delete(lease) && leases.size === 0) void close()
    // The last one stays connected: it sees the end of this process.
    else lease.end()
  }
  const control = createServer({ allowHalfOpen: true }, (socket) => {
    socket.on('error', () => socket.destroy())
    socket.once('data', (data) => {
      if (data.toString().trim() !== nonce) return socket.destroy()
      tell(socket)
      if (current.state === 'closing') return socket.end()
      leases.add(socket)
      wasHeld = true
      return socket.on('end', () => leave(socket)).on('close', () => leave(socket))
    })
  })
  await new Promise<void>((resolve) => control.listen(0, '127.0.0.1', resolve))
  const held = await takeLock(directory, seen, (control.address() as AddressInfo).port, nonce)
  if (!held) process.exit(takenByAnother)
  const guard = startGuard(join(lockPath(directory), held), join(directory, 'postgres'))
  await once(guard, 'online')

  async function close() {
    if (!session || current.state === 'closing') return
    current = { state: 'closing' }
    for (const lease of leases) tell(lease)
    await session.close()
    await guard.terminate()
    if (scratch) await rm(directory, { recursive: true, force: true })
    else await releaseLock(directory, held ?? '')
    process.exit(0)
  }
  // A stop of the whole machine or container reaches the holders too: let them finish first.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => setTimeout(close, leaveMs))

  await createFirst(directory)
  session = await openSession(join(directory, 'postgres'), fail)
  current = { state: 'ready', url: `postgres://postgres@127.0.0.1:${session.port}/postgres` }
  guard.postMessage('open')
  for (const lease of leases) tell(lease)
  const emptyMs = wasHeld && leases.size === 0 ? 0 : firstLeaseMs
  setTimeout(() => leases.size === 0 && close(), emptyMs)
}

/** The first initialisation happens beside, so that a directory named `postgres` is always a whole one. */
async function createFirst(directory: string): Promise<void> {
  for (const name of readdirSync(directory)) {
    if (/^postgres\.(lock\.)?new-/.test(name))
      await rm(join(directory, name), { recursive: true, force: true })
  }
  if (existsSync(join(directory, 'postgres'))) return
  const fresh = join(directory, `postgres.new-${randomUUID()}`)
  const db = await openDirectory(fresh, fail)
  await db.close()
  await rename(fresh, join(directory, 'postgres'))
}

/**
 * A thread of its own, because PostgreSQL runs on the main one and may block it. It touches the lock twice a second
 * as a sign of life. It ends the process when the lock has gone to another (this one was suspended, or the lock was
 * deleted), because two processes on one directory destroy it, and when opening takes too long.
 */
function startGuard(lock: string, data: string): Worker {
  const tooLong =
    `The embedded database in ${data} did not open within ${openingMs / 1000} seconds. Move that directory away ` +
    `(mv '${data}' '${data}.broken') and put a copy of it in its place, or start with an empty one.\n`
  const lost = `The lock ${lock} was taken away, so the embedded database stopped.\n`
  const code = `
    const { parentPort, workerData } = require('node:worker_threads')
    const fs = require('node:fs')
    const end = (why) => { fs.writeSync(2, why); process.kill(process.pid, 'SIGKILL') }
    const deadline = setTimeout(end, workerData.openingMs, workerData.tooLong)
    parentPort.on('message', () => clearTimeout(deadline))
    setInterval(() => {
      const now = new Date()
      try { fs.utimesSync(workerData.lock, now, now) } catch (e) { if (e.code === 'ENOENT') end(workerData.lost) }
    }, 500)`
  return new Worker(code, { eval: true, execArgv: [], workerData: { lock, lost, tooLong, openingMs } })
}

function fail(error: unknown): void {
  process.stderr.write(
    `The embedded database stopped: ${error instanceof Error ? error.stack : String(error)}\n`,
  )
  process.exit(1)
}

const [directory = '', seen = '', scratch] = process.argv.slice(2)
main(directory, seen, scratch === 'scratch').catch(fail)
