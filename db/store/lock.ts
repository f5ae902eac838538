import { createHash, randomUUID } from 'node:crypto'
import { readFileSync, readlinkSync } from 'node:fs'
import { mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { CannotStart } from '../cannot-start.ts'
import { cannotWrite, socketDirectoryIn } from './directory.ts'

/** The exit code by which a store process tells its starter that it was not fast enough. */
export const takenByAnother = 3

/** Where a store answers: in a directory of sockets, or on a port of this machine where the system has none. */
export type Place = { sockets: string } | { port: number }

/** The process that has a data directory: it answers to the nonce. */
export type Owner = { pid: number; place: Place; nonce: string }

/**
 * Reads who has a data directory. The lock is the directory `postgres.lock` with one empty file in it, and the
 * state is that file's name. A name is never used twice, so renaming one name to another succeeds for one process
 * only, and only if the state is still the one that this process has seen.
 * @returns the state, to be handed to `takeLock`
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

/** The owner in a state, or undefined when the directory is free. */
export function ownerIn(directory: string, state: string): Owner | undefined {
  const [kind, pid, place, , nonce] = state.split('_')
  return kind === 'held' && place && nonce
    ? { pid: Number(pid), place: parsePlace(directory, place, nonce), nonce }
    : undefined
}

/** Takes the directory for this process. @returns the new state, or undefined when another was faster */
export async function takeLock(
  directory: string,
  seen: string,
  place: Place,
  nonce: string,
): Promise<string | undefined> {
  const where = formatPlace(directory, place, nonce)
  const lock = await stat(lockPath(directory), { bigint: true }).catch(() => undefined)
  const held = ['held', process.pid, where, machine(), nonce, lock?.dev, lock?.ino]
  return lock && change(directory, seen, held.join('_'))
}

/**
 * Whether a lock was taken in this very directory, rather than copied here with everything else.
 * @returns undefined when a version took it that did not write where
 */
export async function isOfDirectory(directory: string, held: string): Promise<boolean | undefined> {
  const [device, file] = held.split('_').slice(5)
  if (!device || !file) return undefined
  const lock = await stat(lockPath(directory), { bigint: true }).catch(() => undefined)
  // A device may have another number after each start of a machine or container.
  return file === String(lock?.ino) && (device === String(lock?.dev) || !isHere(held))
}

/** Gives the directory back. Only its owner may call this. */
export async function releaseLock(directory: string, held: string): Promise<void> {
  await change(directory, held, `free_${randomUUID()}`)
}

/**
 * Whether a process that has this state is running. Its process id tells that only where ids mean the same, and
 * the id may belong to a stranger by now: then its sign of life does, a touch of the lock twice a second.
 * @returns `changed` when the directory has gone to another meanwhile
 */
export async function ownerLives(directory: string, state: string): Promise<boolean | 'changed'> {
  if (isHere(state) && !isRunningHere(state)) return false
  return isTouched(directory, state, 5_000)
}

/** Whether a process gives the sign of life in this directory, within some milliseconds. */
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

/** Whether the owner is a process of this machine, though perhaps a suspended one or a stranger with its id. */
export function isRunningHere(state: string): boolean {
  return isHere(state) && isRunning(Number(state.split('_')[1]))
}

/** Where the lock of a data directory is. */
export function lockPath(directory: string): string {
  return join(directory, 'postgres.lock')
}

async function createLock(directory: string): Promise<void> {
  const made = await mkdtemp(join(directory, 'postgres.lock.new-')).catch((error) => {
    throw cannotWrite(directory, error)
  })
  // Where another was faster its lock stays, and the store's cleaning may have removed this one.
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

/** A file name holds no slash, so a directory outside is encoded. */
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

function isHere(state: string): boolean {
  return state.split('_')[3] === machine()
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH'
  }
}

/** Names the set of processes that share process ids with this one: one boot of one machine or container. */
function machine(): string {
  let name = hostname()
  try {
    name = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8') + readlinkSync('/proc/self/ns/pid')
  } catch {} // not Linux
  return createHash('sha256').update(name).digest('hex').slice(0, 12)
}
