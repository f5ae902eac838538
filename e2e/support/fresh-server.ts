import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { createScratchDatabase } from '#db/commands/scratch.ts'
import { openEmbedded } from '#db/store/open.ts'
import { freePort } from '#db/testing/free-port.ts'
import { copyPreparedStore } from '#db/testing/prepared-store.ts'

/** An empty database on the server of the run, or in a new embedded store. The caller closes it. */
export async function openStore(name: string): Promise<{ url: string; close(): Promise<void> }> {
  return createScratchDatabase(process.env.DATABASE_URL ?? '').catch(async () => {
    const directory = await mkdtemp(join(tmpdir(), `rollcall-${name}-`))
    await copyPreparedStore(directory)
    return openEmbedded(directory, { scratch: true })
  })
}

/** A server on a store of its own. */
export type FreshServer = {
  url: string
  log: () => string
  /** The memory of the web server in MB. */
  memory: () => Promise<number>
  /** The most that it had at any time, where the system remembers it. */
  highestMemory: () => Promise<number>
  close: () => Promise<void>
  /** Sends a signal only to the process that was started. */
  kill: (signal: NodeJS.Signals) => void
  /** The exit code of that process. */
  ended: Promise<number | null>
  /** Kills all processes at once, like a crash. Call `close` afterwards. */
  crash: () => Promise<void>
}

/** Starts a server like `npm start`, on a store that is not set up. The caller closes it. */
export async function startFreshServer(env: Record<string, string> = {}): Promise<FreshServer> {
  // Another program may take the port before the server listens.
  for (let tries = 1; ; tries++) {
    try {
      return await startOnce(env)
    } catch (error) {
      if (tries === 5 || !String(error).includes('in use')) throw error
    }
  }
}

async function startOnce(env: Record<string, string>): Promise<FreshServer> {
  const [port, folder] = [await freePort(), await mkdtemp(join(tmpdir(), 'rollcall-fresh-'))]
  if (!env.DATABASE_URL && !env.ROLLCALL_DATA_DIR) await copyPreparedStore(folder)
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'db/commands/with-database.ts', '--', 'next', 'start'],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, DATABASE_URL: '', ROLLCALL_DATA_DIR: folder, PORT: String(port), ...env },
    },
  )
  const ended = once(child, 'exit').then(([code]) => code)
  let log = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => (log += text))
  const url = `http://localhost:${env.PORT ?? port}`
  await untilReady(child, url, () => log)
  return {
    url,
    log: () => log,
    memory: () => memoryBelow(Number(child.pid)),
    highestMemory: () => memoryBelow(Number(child.pid), highestOf),
    crash: async () => {
      for (const { pid } of await familyOf(Number(child.pid))) process.kill(pid, 'SIGKILL')
    },
    kill: (signal) => child.kill(signal),
    ended,
    close: async () => {
      child.kill('SIGTERM')
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** The set-up code from the log. */
export function setupCode({ log }: FreshServer): string {
  const code = /within an hour: ([A-Z0-9]{5}-[A-Z0-9]{5})/.exec(log())?.[1]
  if (!code) throw new Error('there is no code in the log')
  return code
}

type Process = { pid: number; rss: number }

/** The memory of the largest descendant of a process. */
async function memoryBelow(parent: number, read = ({ rss }: Process) => rss): Promise<number> {
  const family = await familyOf(parent)
  return Math.round(Math.max(...family.map(read)) / 1024)
}

/** Linux alone has such files. */
function highestOf({ pid, rss }: Process): number {
  const file = `/proc/${pid}/status`
  const status = existsSync(file) ? readFileSync(file, 'utf8') : ''
  return Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? rss)
}

/** A process and its descendants. */
async function familyOf(parent: number): Promise<Process[]> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=,rss='])
  const rows = stdout
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
  const family = new Set([parent])
  // Parents usually come before their children, but process ids may start again: a few rounds find all.
  for (let round = 0; round < 5; round++)
    for (const [pid = 0, ppid = 0] of rows) if (family.has(ppid)) family.add(pid)
  return rows.map(([pid = 0, , rss = 0]) => ({ pid, rss })).filter(({ pid }) => family.has(pid))
}

async function untilReady(child: ChildProcess, url: string, log: () => string): Promise<void> {
  for (let tries = 0; tries < 1200; tries++) {
    if (child.exitCode !== null) throw new Error(`the server ended: ${log()}`)
    const answer = await fetch(`${url}/readyz`).catch(() => undefined)
    if (answer?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
  child.kill('SIGKILL')
  throw new Error(`the server does not answer: ${log()}`)
}
