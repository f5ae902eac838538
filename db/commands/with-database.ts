import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp } from 'node:fs/promises'
import { constants, tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { CannotStart } from '../cannot-start.ts'
import { type Config, parseConfig } from '../config.ts'
import { openEmbedded } from '../store/open.ts'
import { checkPort } from './check-port.ts'
import { printFailure } from './command.ts'
import { loadEnvFile, openStore, type Store } from './open-store.ts'
import { programOf } from './programs.ts'
import { createScratchDatabase } from './scratch.ts'

const usage = 'Usage: tsx db/commands/with-database.ts [--scratch] [--demo] -- COMMAND [ARGUMENT...]'
const earlyRequests = new URL('../../app/start/early-requests.mjs', import.meta.url).href
const bin = fileURLToPath(new URL('../../node_modules/.bin', import.meta.url))

const afterStartMs = 10_000

let store: Store | undefined
let child: ChildProcess | undefined
let isServing = false
let isLost = false

/**
 * `--scratch` makes a new database and deletes it afterwards; `--demo` adds an admin and sample people.
 * @returns the command's exit code; 128 plus the signal's number when a signal ended it
 */
async function withDatabase(argv: string[]): Promise<number> {
  const { flags, command } = parse(argv)
  loadEnvFile()
  const config = parseConfig(process.env)
  const demo = config.demo || flags.includes('--demo')
  const scratch = flags.includes('--scratch')
  if (isServer(command)) await checkPort(command, config.port)
  const env = {
    PORT: String(config.port),
    ...(demo && { ROLLCALL_DEMO: '1' }),
    // What is said of the migrations of another database.
    ...(scratch && { DATABASE_MIGRATION_URL: '', ROLLCALL_MIGRATE: '' }),
  }
  const program = demo ? onLoopback(command) : command
  // A store opens in a process of its own. What comes next is loaded at the same time, Next too.
  const opening = scratch ? openScratch(config) : openStore({ ...config, demo })
  const isEarly = command[1] === 'start' && isServer(command) && !config.databaseUrl
  const early = isEarly ? run(program, { ...env, DATABASE_URL: '', ROLLCALL_DATABASE: 'follows' }) : undefined
  early?.catch(() => {}) // told below, once the store is open
  const [opened, { migrate, prepareTables }, { prepareDemo, refuseDemo }] = await Promise.all([
    opening,
    import('./migrate.ts'),
    import('./demo.ts'),
    import('./migrations.ts').then(({ readMigrations }) => readMigrations()),
  ])
  store = opened
  await (scratch ? migrate(store.url) : prepareTables(config, store.url))
  if (demo) await prepareDemo(store.url, { alone: !config.databaseUrl })
  else await refuseDemo(store.url)
  const stopped = new AbortController()
  const gathered = config.databaseUrl ? undefined : gatherLater(store.url, stopped.signal)
  if (isEarly) child?.send({ databaseUrl: store.url }, () => {}) // it may have ended
  const ended = early ?? run(program, { ...env, DATABASE_URL: store.url })
  isServing = true
  void store.lost?.then(stopWithoutStore)
  const code = await ended
  stopped.abort()
  await gathered
  return isLost ? 1 : code
}

function parse(argv: string[]): { flags: string[]; command: string[] } {
  const end = argv.indexOf('--')
  const flags = argv.slice(0, end)
  const command = argv.slice(end + 1)
  const known = flags.every((flag) => flag === '--scratch' || flag === '--demo')
  if (end < 0 || !command.length || !known) throw new CannotStart(usage)
  return { flags, command }
}

async function openScratch({ databaseUrl }: Config): Promise<Store> {
  if (databaseUrl) return createScratchDatabase(databaseUrl)
  return openEmbedded(await mkdtemp(join(tmpdir(), 'rollcall-')), { scratch: true })
}

function isServer([name, mode]: string[]): boolean {
  return name === 'next' && (mode === 'start' || mode === 'dev')
}

/** Its password is public, so the demo only listens on this machine. */
function onLoopback(command: string[]): string[] {
  return command[0] === 'next' ? [...command, '-H', '127.0.0.1'] : command
}

async function run(command: string[], env: Record<string, string>): Promise<number> {
  const PATH = [bin, process.env.PATH].join(delimiter)
  const isWeb = isServer(command)
  // Node 24 lets garbage of a large import grow by 100 MB more than Node 20, which has 16 MB for new values.
  const NODE_OPTIONS = [
    process.env.NODE_OPTIONS,
    isWeb && `--import=${earlyRequests} --max-semi-space-size=16`,
  ]
    .filter(Boolean)
    .join(' ')
  child = spawn(...programOf(command), {
    // The channel closes when this process ends in any way. A server then stops, because nobody else would stop it.
    stdio: isWeb ? ['inherit', 'inherit', 'inherit', 'ipc'] : 'inherit',
    env: { ...process.env, ...env, PATH, NODE_OPTIONS, NEXT_TELEMETRY_DISABLED: '1' },
  })
  try {
    const [code, signal] = await once(child, 'exit')
    return code ?? exitCode(signal)
  } catch (error) {
    throw new CannotStart(`Cannot run ${command[0]}: ${error instanceof Error ? error.message : error}.`)
  }
}

/** The embedded store has no autovacuum. Later, because the first page would wait for it. */
async function gatherLater(databaseUrl: string, signal: AbortSignal): Promise<void> {
  const isDue = await pause(afterStartMs, true, { signal }).catch(() => false)
  if (!isDue) return
  const { gatherStatistics } = await import('./statistics.ts')
  await gatherStatistics(databaseUrl).catch(printFailure)
}

function stopWithoutStore(): void {
  isLost = true
  console.error('The embedded database has ended, so the command is stopped too. Start it again.')
  child?.kill('SIGTERM')
}

/** Passes signals on to the command. Before it has its database, resolves with an exit code. */
function untilStopped(): Promise<number> {
  const terminal = process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        if (!isServing) resolve(exitCode(signal))
        // Ctrl-C reaches every process of the terminal, and a second SIGINT would mean "stop at once".
        else if (signal !== 'SIGINT' || !terminal) child?.kill(signal)
      })
    }
  })
}

function exitCode(signal: NodeJS.Signals): number {
  return 128 + constants.signals[signal]
}

/** Where it still loads because the store did not open, or because a signal came before. */
async function endOfChild(): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  await once(child, 'exit')
}

function report(error: unknown): number {
  printFailure(error)
  return 1
}

/** npm ends at a signal without passing it on. So its end counts as one, or the server would run on alone. */
function followStarter(): void {
  const starter = process.ppid
  if (!process.env.npm_lifecycle_event) return
  const watch = setInterval(() => {
    if (process.ppid === starter) return
    clearInterval(watch)
    process.kill(process.pid, 'SIGTERM')
  }, 500)
  watch.unref()
}

followStarter()
const code = await Promise.race([untilStopped(), withDatabase(process.argv.slice(2)).catch(report)])
await endOfChild()
await store?.close()
process.exit(code)
