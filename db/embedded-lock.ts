import { createHash, randomUUID } from 'node:crypto'
import { readFileSync, readlinkSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { CannotStart } from './cannot-start.ts'

/** The exit code by which a store process tells its starter that it was not fast enough. */
export const takenByAnother = 3

/** The process that has a data directory: its control port answers to the nonce. */
export type Owner = { pid: number; port: number; nonce: string }

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
export function ownerIn(state: string): Owner | undefined {
  const [kind, pid, port, , nonce] = state.split('_')
  return kind === 'held' && nonce ? { pid: Number(pid), port: Number(port), nonce } : undefined
}

/** Takes the directory for this process. @returns the new state, or undefined when another was faster */
export function takeLock(
  directory: string,
  seen: string,
  port: number,
  nonce: string,
): Promise<string | undefined> {
  return change(directory, seen, ['held', process.pid, port, machine(), nonce].join('_'))
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
export async function ownerLives(
  directory: string,
  state: string,
  silentMs = 5_000,
): Promise<boolean | 'changed'> {
  const runsHere = isRunningHere(state)
  if (isHere(state) && !runsHere) return false
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
  return isHere(state) && isRunning(ownerIn(state)?.pid ?? 0)
}

/** Where the lock of a data directory is. */
export function lockPath(directory: string): string {
  return join(directory, 'postgres.lock')
}

async function createLock(directory: string): Promise<void> {
  const made = await mkdir(directory, { recursive: true, mode: 0o700 }).then(
    () => mkdtemp(join(directory, 'postgres.lock.new-')),
    (error: Error) => error,
  )
  if (made instanceof Error) throw new CannotStart(`Cannot write to ${directory}: ${made.message}`)
  // Where another was faster its lock stands, and the store's cleaning may have removed this one.
  await writeFile(join(made, `free_${randomUUID()}`), '')
    .then(() => rename(made, lockPath(directory)))
    .catch(() => rm(made, { recursive: true, force: true }))
}

async function change(directory: string, from: string, to: string): Promise<string | undefined> {
  const lock = lockPath(directory)
  return rename(join(lock, from), join(lock, to)).then(
    () => to,
    () => undefined,
  )
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
