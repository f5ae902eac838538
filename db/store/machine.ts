import { createHash } from 'node:crypto'
import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'

/** Identifies the processes that share process ids: one boot of one machine or container. */
export function machineId(): string {
  let name = hostname()
  try {
    name = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8') + readlinkSync('/proc/self/ns/pid')
  } catch {} // not Linux
  return createHash('sha256').update(name).digest('hex').slice(0, 12)
}

/** False for a lock that was taken on another machine, or before its latest start. */
export function isHere(state: string): boolean {
  return state.split('_')[3] === machineId()
}

/** The process may be suspended, or another program with the same id. */
export function isRunningHere(state: string): boolean {
  return isHere(state) && isRunning(Number(state.split('_')[1]))
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH'
  }
}
