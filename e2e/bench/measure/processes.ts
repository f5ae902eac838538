import { readdir, readFile, writeFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'

type Process = { pid: number; parent: number; ms: number; pages: number }

const msOfTick = 10
const idleMs = 20
const longestWait = 50

/** The time that these processes and all below them have worked so far; 0 where the system does not say. */
export async function cpuMs(pids: readonly number[]): Promise<number> {
  return (await familyOf(pids)).reduce((sum, { ms }) => sum + ms, 0)
}

/** Waits until work is done that was asked for and that nobody waits for any more. */
export async function untilIdle(pids: readonly number[]): Promise<void> {
  for (let before = await cpuMs(pids), tries = 0; tries < longestWait; tries++) {
    await pause(100)
    const now = await cpuMs(pids)
    if (now - before < idleMs) return
    before = now
  }
}

/** Of the largest of these processes and all below them. The highest is since `forgetHighest`. */
export async function memoryMb(pids: readonly number[]): Promise<{ now: number; highest: number }> {
  const pid = await largestOf(pids)
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  const read = (name: string) =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0) / 1024
  return { now: read('VmRSS'), highest: read('VmHWM') }
}

export async function forgetHighest(pids: readonly number[]): Promise<void> {
  // See proc(5): 5 resets the peak. Some containers forbid it, and the peak is then that of the whole run.
  await writeFile(`/proc/${await largestOf(pids)}/clear_refs`, '5').catch(() => {})
}

async function largestOf(pids: readonly number[]): Promise<number> {
  const family = await familyOf(pids)
  return family.reduce((one, other) => (other.pages > one.pages ? other : one), { pid: 0, pages: 0 }).pid
}

async function familyOf(pids: readonly number[]): Promise<Process[]> {
  const names = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name))
  const processes = (await Promise.all(names.map(readProcess))).filter((each) => each !== undefined)
  const family = new Set(pids)
  for (let size = 0; size < family.size; ) {
    size = family.size
    for (const { pid, parent } of processes) if (family.has(parent)) family.add(pid)
  }
  return processes.filter(({ pid }) => family.has(pid))
}

/** See proc(5). */
async function readProcess(name: string): Promise<Process | undefined> {
  const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => undefined)
  // The name of the program, in parentheses, may have spaces.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')
  if (!fields) return undefined
  const [parent, user, system, pages] = [1, 11, 12, 21].map((place) => Number(fields[place]))
  if (parent === undefined || user === undefined || system === undefined || pages === undefined)
    return undefined
  return { pid: Number(name), parent, ms: (user + system) * msOfTick, pages }
}
