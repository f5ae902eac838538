import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from './free-port.ts'
import { ask, installPackage, untilReady } from './own-server.ts'

/** A PostgreSQL and its hot standby, each with an address. */
export type Pair = {
  primary: string
  standby: string
  /** The standby takes over nothing more until `resume`. */
  holdBack(): Promise<void>
  resume(): Promise<void>
  close(): Promise<void>
}

/** Both are new and empty, and belong to this process. */
export async function startPair(): Promise<Pair> {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-pair-'))
  await chmod(folder, 0o755)
  if (isRoot) execFileSync('chown', [`${user}:`, folder])
  const [first, second] = [join(folder, 'primary'), join(folder, 'standby')]
  run('initdb', '-D', first, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync')
  const primary = await serve(first)
  run('pg_basebackup', '-D', second, '-d', primary.url, '-X', 'stream', '-R', '--no-sync')
  const standby = await serve(second)
  return {
    primary: primary.url,
    standby: standby.url,
    holdBack: () => ask(standby.url, 'select pg_wal_replay_pause()'),
    resume: () => ask(standby.url, 'select pg_wal_replay_resume()'),
    async close() {
      await standby.stop()
      await primary.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const isRoot = process.getuid?.() === 0
// PostgreSQL refuses to run as root.
const user = 'postgres'
const asUser = isRoot ? ['runuser', '-u', user, '--'] : []

function command(name: string, args: string[]): [string, string[]] {
  const [file = '', ...rest] = [...asUser, join(binaries(), name), ...args]
  return [file, rest]
}

function run(name: string, ...args: string[]): void {
  execFileSync(...command(name, args), { stdio: ['ignore', 'ignore', 'inherit'], cwd: tmpdir() })
}

async function serve(data: string): Promise<{ url: string; stop(): Promise<void> }> {
  const port = await freePort()
  const settings = { port, listen_addresses: '127.0.0.1', unix_socket_directories: '', fsync: 'off' }
  const given = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const child = spawn(...command('postgres', ['-D', data, ...given]), {
    stdio: ['ignore', 'ignore', 'pipe'],
    cwd: tmpdir(),
  })
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`
  await untilReady(child, url)
  return {
    url,
    async stop() {
      const ended = once(child, 'exit')
      run('pg_ctl', 'stop', '-D', data, '-m', 'immediate', '-s')
      await ended
    },
  }
}

/** Of the newest version. Debian has them on no path. */
function binaries(): string {
  const found = findBinaries()
  if (found) return found
  installPackage('postgresql')
  const installed = findBinaries()
  if (!installed)
    throw new Error('There is no PostgreSQL server. Install the package postgresql of your system.')
  return installed
}

function findBinaries(): string | undefined {
  const versions = existsSync(debian)
    ? readdirSync(debian).map((version) => join(debian, version, 'bin'))
    : []
  const folders = [...(process.env.PATH ?? '').split(':'), ...versions.sort()]
  return folders.findLast(
    (each) => existsSync(join(each, 'pg_basebackup')) && existsSync(join(each, 'initdb')),
  )
}

const debian = '/usr/lib/postgresql'
