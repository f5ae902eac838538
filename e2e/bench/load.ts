import { execFile } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import autocannon from 'autocannon'
import type { Server } from './server.ts'

/** `cpu` is the time that the server's processes worked, in ms per request; 0 where the system does not say. */
export type Load = { rate: number; cpu: number }

const connections = 16
const run = promisify(execFile)

/** wrk, where there is one, because autocannon takes most of a core for itself and so flatters what is slow. */
export const generator = await run('wrk', ['-v']).then(
  () => 'wrk',
  // It prints its version and fails.
  (error: { code?: unknown }) => (error.code === 'ENOENT' ? 'autocannon' : 'wrk'),
)

/** Asks one address over and over. @throws when an answer is not 2xx or 3xx */
export async function load(
  { name, url, process: { pid = 0 } }: Server,
  { path, headers = {}, seconds }: { path: string; headers?: Record<string, string>; seconds: number },
): Promise<Load> {
  const before = await cpuMs(pid)
  const address = `${url}${path}`
  const { rate, failed } =
    generator === 'wrk'
      ? await byWrk(address, headers, seconds)
      : await byAutocannon(address, headers, seconds)
  if (failed > 0) throw new Error(`${name} answered ${failed} requests with an error`)
  return { rate, cpu: ((await cpuMs(pid)) - before) / (rate * seconds) }
}

async function byWrk(url: string, headers: Record<string, string>, seconds: number) {
  const given = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`])
  const { stdout } = await run('wrk', ['-t1', `-c${connections}`, `-d${seconds}s`, ...given, url])
  const read = (pattern: RegExp) => Number(pattern.exec(stdout)?.[1] ?? 0)
  return { rate: read(/Requests\/sec:\s+([\d.]+)/), failed: read(/Non-2xx or 3xx responses: (\d+)/) }
}

async function byAutocannon(url: string, headers: Record<string, string>, duration: number) {
  const { requests, ...counts } = await autocannon({ url, connections, duration, headers })
  return { rate: requests.average, failed: counts['4xx'] + counts['5xx'] + counts.errors }
}

/** Of a process and all below it, so far. */
async function cpuMs(pid: number): Promise<number> {
  const processes = await Promise.all(
    (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name)).map(readProcess),
  )
  const family = new Set([pid])
  for (let size = 0; size < family.size; ) {
    size = family.size
    for (const each of processes) if (each && family.has(each.parent)) family.add(each.pid)
  }
  return processes.reduce((sum, each) => (each && family.has(each.pid) ? sum + each.ms : sum), 0)
}

const msOfTick = 10

/** See proc(5). */
async function readProcess(name: string) {
  const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => undefined)
  // The name of the program, in parentheses, may have spaces.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')
  if (!fields) return undefined
  const [user = 0, system = 0] = [Number(fields[11]), Number(fields[12])]
  return { pid: Number(name), parent: Number(fields[1]), ms: (user + system) * msOfTick }
}
