import { randomUUID } from 'node:crypto'
import { mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { CannotStart } from '../cannot-start.ts'
import { cannotWrite, socketDirectoryIn } from './directory.ts'
import { isHere, isRunningHere, machineId } from './machine.ts'

/** The exit code of a store process when another took the lock first. */
export const takenByAnother = 3

/** A directory of sockets, or a port of this machine where the system has none. */
export type Place = { sockets: string } | { port: number }

/** The process that has a data directory. It answers clients that know the nonce. */
export type Owner = { pid: number; place: Place; nonce: string }

/**
 * The lock is the directory `postgres.lock` with one empty file in it, and the state is that file's name. Names are
 * never used twice, so only one process succeeds in renaming a name it has seen.
 * @returns the state, to be passed to `takeLock`
 * @throws CannotStart when the directory cannot be written or is not a lock
 */
export async function readLock(directory: string): Promise<string> {
  const lock = lockPath(directory)
  for (let round = 0; round < 100; round++) {
    const names = await readdir(lock).catch(() => [])
    if (names.length === 1 && names[0]) return names[0]
    if (names.length === 0) await createLock(directory)
    else await pause(20)
  }
  throw new CannotStart(
    `${lock} is damaged. When no Rollcall runs on this directory, delete it and start again.`,
  )
}

export function ownerIn(directory: string, state: string): Owner | undefined {
  const [kind, pid, place, , nonce] = state.split('_')
  return kind === 'held' && place && nonce
    ? { pid: Number(pid), place: parsePlace(directory, place, nonce), nonce }
    : undefined
}

/** @returns the new state, or undefined when another process was faster */
export async function takeLock(
  directory: string,
  seen: string,
  place: Place,
  nonce: string,
): Promise<string | undefined> {
  const where = formatPlace(directory, place, nonce)
  const lock = await stat(lockPath(directory), { bigint: true }).catch(() => undefined)
  const held = ['held', process.pid, where, machineId(), nonce, lock?.dev, lock?.ino]
  return lock && change(directory, seen, held.join('_'))
}

/** False for a copied lock, undefined for one of an older version, which did not write its place. */
export async function isOfDirectory(directory: string, held: string): Promise<boolean | undefined> {
  const [device, file] = held.split('_').slice(5)
  if (!device || !file) return undefined
  const lock = await stat(lockPath(directory), { bigint: true }).catch(() => undefined)
  // The number of a device may change at each start of a machine or container.
  return file === String(lock?.ino) && (device === String(lock?.dev) || !isHere(held))
}

export async function releaseLock(directory: string, held: string): Promise<void> {
  await change(directory, held, `free_${randomUUID()}`)
}

/**
 * Another program may have the process id by now, so the heartbeat decides: a touch of the lock twice a second.
 * @returns `changed` when another process has taken the directory
 */
export async function ownerLives(directory: string, state: string): Promise<boolean | 'changed'> {
  if (isHere(state) && !isRunningHere(state)) return false
  return isTouched(directory, state, 5_000)
}

export async function isTouched(
  directory: string,
  state: string,
  silentMs: number,
): Promise<boolean | 'changed'> {
  const file = join(lockPath(directory), state)
  const before = await stat(file).catch(() => undefined)
  for (let waited = 0; waited < silentMs; waited += 250) {
    await pause(250)
    const now = await stat(file).catch(() => undefined)
    if (!now || !before) return 'changed'
    if (now.mtimeMs !== before.mtimeMs) return true
  }
  return false
}

export function lockPath(directory: string): string {
  return join(directory, 'postgres.lock')
}

async function createLock(directory: string): Promise<void> {
  const made = await mkdtemp(join(directory, 'postgres.lock.new-')).catch((error) => {
    throw cannotWrite(directory, error)
  })
  // If another process was faster, its lock stays. The cleaning of that store may have removed this one.
  await writeFile(join(made, `free_${randomUUID()}`), '', { mode: 0o600 })
    .then(() => rename(made, lockPath(directory)))
    .catch((error) =>
      rm(made, { recursive: true, force: true }).then(() => {
        if (error.code === 'ENOSPC') throw cannotWrite(directory, error)
      }),
    )
}

async function change(directory: string, from: string, to: string): Promise<string | undefined> {
  const lock = lockPath(directory)
  return rename(join(lock, from), join(lock, to)).then(
    () => to,
    () => undefined,
  )
}

/** A file name cannot contain a slash, so a path outside the directory is encoded. */
function formatPlace(directory: string, place: Place, nonce: string): string {
  if ('port' in place) return String(place.port)
  if (place.sockets === socketDirectoryIn(directory, nonce)) return 'inside'
  return `.${Buffer.from(place.sockets).toString('base64url').replaceAll('_', '.')}`
}

function parsePlace(directory: string, place: string, nonce: string): Place {
  if (place === 'inside') return { sockets: socketDirectoryIn(directory, nonce) }
  if (!place.startsWith('.')) return { port: Number(place) }
  return { sockets: Buffer.from(place.slice(1).replaceAll('.', '_'), 'base64url').toString() }
}
