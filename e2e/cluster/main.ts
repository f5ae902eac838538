/**
 * Kills and cuts off the leader of three PostgreSQL under Patroni while two Rollcalls behind nginx are in use, and looks
 * whether anything that was confirmed is lost. After a build, as root: npm run cluster-test, or with KILLS=10.
 * All of it runs in namespaces of its own, which no other program of the machine sees and which end with it.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findOnPath } from '../support/machine/find-on-path.ts'
import { postgresBin } from './patroni.ts'

/** The Debian package of each program. */
const packages = {
  patroni: 'patroni',
  etcd: 'etcd-server',
  haproxy: 'haproxy',
  nginx: 'nginx',
  ip: 'iproute2',
  unshare: 'util-linux',
  nsenter: 'util-linux',
  runuser: 'util-linux',
}

async function main(): Promise<number> {
  const reason = whyNot()
  if (reason) {
    console.error(reason)
    return 1
  }
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-cluster-'))
  await chmod(folder, 0o755)
  // The first process of a namespace has to wait for orphans, as a shell does: PostgreSQL takes one that nobody waited for
  // for a running server.
  const child = spawn(
    'unshare',
    [
      ...['--net', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc'],
      ...['sh', '-c', '"$@"; exit $?', 'sh', process.execPath, '--import', 'tsx'],
      ...[fileURLToPath(new URL('run.ts', import.meta.url)), folder],
    ],
    { stdio: 'inherit', env: { ...process.env, TMPDIR: folder } },
  )
  // The kernel ends every process of the namespace with its first.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => child.kill('SIGKILL'))
  const [code] = await once(child, 'exit')
  await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
  return code ?? 1
}

/** Undefined if it can run. */
function whyNot(): string | undefined {
  if (process.platform !== 'linux') return 'Only Linux has the namespaces that this test runs in.'
  const missing = Object.entries(packages).flatMap(([program, name]) => (findOnPath([program]) ? [] : [name]))
  if (!existsSync(join(postgresBin, 'postgres'))) missing.push('postgresql-15')
  if (missing.length > 0)
    return `Programs are missing. Install them: apt-get install ${[...new Set(missing)].join(' ')}`
  if (process.getuid?.() !== 0) return 'Only root can make the namespaces that this test runs in.'
  if (!existsSync('.next/BUILD_ID')) return 'There is no build. Run npm run build first.'
  return undefined
}

process.exitCode = await main()
