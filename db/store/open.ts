import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { CannotStart } from '../cannot-start.ts'
import { cannotWrite, diskFull, prepareDirectory } from './directory.ts'
import { askForLease, type Lease } from './lease.ts'
import { isOfDirectory, isTouched, lockPath, ownerIn, ownerLives, readLock, takenByAnother } from './lock.ts'
import { isRunningHere } from './machine.ts'

const startMs = 150_000
const busyMs = 15_000

/**
 * Two processes on one directory would destroy it, so all attach to the same store. It ends with its last lease.
 * @param options.scratch the directory is deleted when its store ends
 * @throws CannotStart when the directory cannot be used, or when its owner does not answer
 */
export async function openEmbedded(path: string, options: { scratch?: boolean } = {}): Promise<Lease> {
  const directory = resolve(path)
  await prepareDirectory(directory)
  const logged = readLog(directory).length
  const began = Date.now()
  let store: ChildProcess | undefined
  while (Date.now() - began < startMs) {
    const state = await readLock(directory)
    await refuseCopy(directory, state)
    const owner = ownerIn(directory, state)
    const answer = owner ? await askForLease(owner) : 'absent'
    if (typeof answer === 'object') return answer
    if (answer === 'failed' || hasFailed(store)) {
      while (isRunning(store)) await pause(20) // its exit code says more
      throw store?.exitCode === diskFull
        ? cannotWrite(directory, { code: 'ENOSPC' })
        : failure(directory, logged)
    }
    if (answer === 'closing' || (answer === 'silent' && isRunningHere(state))) {
      // A suspended process may continue, so it keeps its directory.
      const mayAnswerSoon = answer === 'closing' || (await isTouched(directory, state, 1_500))
      if (!mayAnswerSoon || Date.now() - began > busyMs) throw inUse(directory, owner?.pid)
    } else if (!isRunning(store)) {
      const lives = owner ? await ownerLives(directory, state) : false
      if (lives === true) throw inUse(directory)
      if (lives === false) store = startStore(directory, state, options.scratch ?? false)
    }
    await pause(50)
  }
  throw failure(directory, logged)
}

/** The lock in a copy points to the store of the original, and a trial on a copy must not change the original. */
async function refuseCopy(directory: string, state: string): Promise<void> {
  if (!ownerIn(directory, state)) return
  const isOwn = await isOfDirectory(directory, state)
  if (isOwn || (isOwn === undefined && !isRunningHere(state))) return
  // The store of the original touches the lock in the original only.
  const lives = await isTouched(directory, state, 3_000)
  if (lives === true && isOwn === false) throw inUse(directory)
  if (lives === false) throw copied(directory)
}

/** Detached, so that Ctrl-C does not reach the store: it must outlive the processes that use it. */
function startStore(directory: string, state: string, scratch: boolean): ChildProcess {
  const log = openLog(directory)
  const [file, ...loader] = storeProgram()
  const mode = scratch ? 'scratch' : 'keep'
  const store = spawn(process.execPath, [...loader, file, directory, state, mode], {
    detached: true,
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  store.unref()
  return store
}

/** The files of a release are JavaScript, and it has no tsx. */
function storeProgram(): [file: string, ...loader: string[]] {
  const inPlace = (name: string) => fileURLToPath(new URL(name, import.meta.url))
  if (!import.meta.url.endsWith('.ts')) return [inPlace('process.js')]
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
  return [inPlace('process.ts'), '--import', tsx]
}

function isRunning(store: ChildProcess | undefined): boolean {
  return store !== undefined && store.exitCode === null && store.signalCode === null
}

function hasFailed(store: ChildProcess | undefined): boolean {
  return store !== undefined && !isRunning(store) && store.exitCode !== 0 && store.exitCode !== takenByAnother
}

function inUse(directory: string, pid?: number): CannotStart {
  const who = pid === undefined ? 'a process on another machine or in another container' : `process ${pid}`
  const what = pid === undefined ? 'Stop it' : `It does not answer. End it (kill -9 ${pid})`
  return new CannotStart(
    `The directory ${directory} is in use by ${who}. ${what} and start again. ` +
      `If it is certainly not Rollcall, delete ${lockPath(directory)} instead.`,
  )
}

function copied(directory: string): CannotStart {
  return new CannotStart(
    `${directory} is a copy of a data directory that Rollcall had open, or had not closed: its lock belongs to another ` +
      'directory. Such a copy may be torn. Stop Rollcall before you copy its directory, or copy to a PostgreSQL server ' +
      `with npm run db:copy while nobody writes. If you have no better copy, delete ${lockPath(directory)} and start again.`,
  )
}

function failure(directory: string, logged: number): CannotStart {
  const reason = readLog(directory).slice(logged).trim()
  return new CannotStart(
    `The embedded database in ${directory} did not open. ${reason || `Start again; ${logPath(directory)} may say more.`}`,
  )
}

function openLog(directory: string): number {
  try {
    return openSync(logPath(directory), 'a', 0o600)
  } catch (error) {
    throw cannotWrite(logPath(directory), error)
  }
}

function readLog(directory: string): string {
  return existsSync(logPath(directory)) ? readFileSync(logPath(directory), 'utf8') : ''
}

function logPath(directory: string): string {
  return join(directory, 'postgres.log')
}
