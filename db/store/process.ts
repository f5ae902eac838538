import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { makeSocketDirectory, removeLeftovers } from './directory.ts'
import { fail, failToOpen, moveAway } from './fail.ts'
import { syncAll } from './files.ts'
import { startGuard } from './guard.ts'
import { Leases } from './lease.ts'
import { lockPath, ownerIn, type Place, releaseLock, takeLock, takenByAnother } from './lock.ts'
import { openDirectory } from './pglite.ts'
import { openSession, type Session } from './session.ts'

const firstLeaseMs = 5_000
const stopMs = 5_000
const closeMs = 60_000

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
    const closed = session.close().then(() => guard.terminate())
    // An end without order loses nothing that was confirmed, as with a crash, and nobody would end this process.
    const late = pause(closeMs).then(() => process.stderr.write(`Not closed within ${closeMs} ms.\n`))
    await Promise.race([closed, late])
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

const [directory = '', seen = '', mode] = process.argv.slice(2)
main(directory, seen, mode === 'scratch').catch((error) => fail(error))
