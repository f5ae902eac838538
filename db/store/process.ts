import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { DamagedLog } from './confirmed.ts'
import { diskFull, isDiskFull, makeSocketDirectory, removeLeftovers } from './directory.ts'
import { syncAll } from './files.ts'
import { Leases } from './lease.ts'
import { lockPath, ownerIn, type Place, releaseLock, takeLock, takenByAnother } from './lock.ts'
import { openDirectory } from './pglite.ts'
import { openSession, type Session } from './session.ts'

const openingMs = 120_000
const firstLeaseMs = 5_000
const stopMs = 5_000

/** @param seen - the lock's state as the starter saw it; the last argument is `scratch` or `keep` */
async function main(directory: string, seen: string, scratch: boolean): Promise<void> {
  const data = join(directory, 'postgres')
  const nonce = randomUUID()
  const leases = new Leases()
  let session: Session | undefined
  let isClosing = false

  process.umask(0o077)
  const place = await listen(leases, directory, nonce, () => void close())
  const sockets = 'sockets' in place ? place.sockets : undefined
  const held = await takeLock(directory, seen, place, nonce)
  if (!held) {
    await removeSockets(place)
    process.exit(takenByAnother)
  }
  const guard = startGuard(join(lockPath(directory), held), data)
  await once(guard, 'online')
  // A stop of the whole machine or container reaches the holders too, and they may finish first.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => setTimeout(close, stopMs))

  await removeSockets(ownerIn(directory, seen)?.place)
  await removeLeftovers(directory, sockets)
  const used = join(directory, 'postgres.used')
  await createFirst(data, used, !scratch)
  guard.postMessage('created')
  const options = { sockets, durable: !scratch, onBroken: fail }
  session = await openSession(data, options).catch((error) => failToOpen(error, data))
  guard.postMessage('open')
  if (!scratch) writeFileSync(used, 'There was a database in the directory postgres.\n')
  leases.announce({ state: 'ready', url: session.url })
  setTimeout(() => leases.count === 0 && close(), leases.wasHeld ? 0 : firstLeaseMs)

  async function close() {
    if (!session || !held || isClosing) return
    isClosing = true
    leases.announce({ state: 'closing' })
    await session.close()
    await guard.terminate()
    await removeSockets(place)
    if (scratch) await rm(directory, { recursive: true, force: true })
    else await releaseLock(directory, held)
    process.exit(0)
  }
}

/** Some file systems, such as network ones, cannot have sockets. */
async function listen(
  leases: Leases,
  directory: string,
  nonce: string,
  onLastLeft: () => void,
): Promise<Place> {
  const inside = await makeSocketDirectory(directory, nonce)
  try {
    return await leases.listen(inside, nonce, onLastLeft)
  } catch {
    if (inside) await rm(inside, { recursive: true, force: true })
    return leases.listen(await makeSocketDirectory(directory, nonce, true), nonce, onLastLeft)
  }
}

async function removeSockets(place: Place | undefined): Promise<void> {
  if (place && 'sockets' in place && /\/(rollcall-|postgres\.sock-)\w+$/.test(place.sockets))
    await rm(place.sockets, { recursive: true, force: true })
}

/** @param used - the file that marks that there was a database before */
async function createFirst(data: string, used: string, durable: boolean): Promise<void> {
  if (existsSync(join(data, 'PG_VERSION'))) return
  if (existsSync(used))
    fail(
      'Its database is gone.',
      `Put a copy of it at ${data}. To begin with nothing, delete ${used} instead.`,
    )
  if (existsSync(data) && readdirSync(data).length > 0) fail('It holds something else.', moveAway(data))
  const fresh = `${data}.new-${randomUUID()}`
  try {
    const db = await openDirectory(fresh, { durable: false, onBroken: fail })
    await db.close()
    if (durable) await syncAll(fresh)
    await rename(fresh, data)
  } catch (error) {
    await rm(fresh, { recursive: true, force: true })
    throw error
  }
}

/**
 * A thread, because PostgreSQL may block the main one. It touches the lock twice a second as a heartbeat, and ends the
 * process when opening takes too long or the lock is gone: two processes on one directory destroy it.
 */
function startGuard(lock: string, data: string): Worker {
  const tooLong = `It took more than ${openingMs / 1000} seconds. ${moveAway(data)}\n`
  const lost = `The lock ${lock} was taken away.\n`
  const code = `
    const { parentPort, workerData } = require('node:worker_threads')
    const fs = require('node:fs')
    const end = (why) => { fs.writeSync(2, why); process.kill(process.pid, 'SIGKILL') }
    const deadline = setTimeout(end, workerData.openingMs, workerData.tooLong)
    parentPort.on('message', (is) => (is === 'open' ? clearTimeout(deadline) : deadline.refresh()))
    setInterval(() => {
      const now = new Date()
      try { fs.utimesSync(workerData.lock, now, now) } catch (e) { if (e.code === 'ENOENT') end(workerData.lost) }
    }, 500)`
  return new Worker(code, { eval: true, execArgv: [], workerData: { lock, lost, tooLong, openingMs } })
}

function moveAway(data: string): string {
  return `Move it away (mv '${data}' '${data}.broken'), put a copy of it there if you have one, and start again.`
}

function failToOpen(error: unknown, data: string): never {
  const without = error instanceof DamagedLog ? ` ${withoutMissingWrites(error)}` : ''
  return fail(error, `${moveAway(data)}${without}`)
}

function withoutMissingWrites({ path }: DamagedLog): string {
  return `To go on without the writes that are missing, perhaps with nothing, delete ${path} instead.`
}

function fail(error: unknown, advice = ''): never {
  if (isDiskFull(error)) {
    process.stderr.write('The disk is full.\n')
    process.exit(diskFull)
  }
  const reason =
    error instanceof Error ? (advice ? `${error.message.replace(/\.$/, '')}.` : error.stack) : String(error)
  process.stderr.write(`${reason}${advice && ` ${advice}`}\n`)
  process.exit(1)
}

const [directory = '', seen = '', mode] = process.argv.slice(2)
main(directory, seen, mode === 'scratch').catch((error) => fail(error))
