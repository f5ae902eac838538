import { spawn } from 'node:child_process'
import { readdirSync, readlinkSync } from 'node:fs'
import { run, until } from './programs.ts'

/** This side of the bridge, with etcd, HAProxy, nginx and Rollcall. */
export const home = '10.77.0.1'
export const network = '10.77.0.0/24'

/** A machine of its own as far as the network is concerned. */
export type Machine = {
  name: string
  address: string
  /** Goes before a command that runs there. */
  inside: string[]
  /** Takes the cable out: nothing arrives and nothing is refused. */
  cut(): void
  mend(): void
  /** Ends all of its programs with SIGKILL. */
  kill(): Promise<void>
}

export function startBridge(): void {
  run('ip', 'link', 'set', 'lo', 'up')
  run('ip', 'link', 'add', 'bridge', 'type', 'bridge')
  run('ip', 'address', 'add', `${home}/24`, 'dev', 'bridge')
  run('ip', 'link', 'set', 'bridge', 'up')
}

export async function startMachine(number: number): Promise<Machine> {
  const [name, address] = [`node${number}`, `10.77.0.${10 + number}`]
  // A network namespace lives as long as a process in it.
  const { pid } = spawn('unshare', ['--net', 'sleep', 'infinity'], { stdio: 'ignore' })
  const space = await until(`the network of ${name}`, async () => {
    const found = networkOf(Number(pid))
    return found === networkOf(process.pid) ? undefined : found
  })
  const inside = ['nsenter', '--target', String(pid), '--net', '--']
  run('ip', 'link', 'add', name, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', String(pid))
  run('ip', 'link', 'set', name, 'master', 'bridge', 'up')
  run(...inside, 'ip', 'address', 'add', `${address}/24`, 'dev', 'eth0')
  for (const device of ['lo', 'eth0']) run(...inside, 'ip', 'link', 'set', device, 'up')
  const programs = () => processes().filter((each) => each !== pid && networkOf(each) === space)
  return {
    name,
    address,
    inside,
    cut: () => run('ip', 'link', 'set', name, 'down'),
    mend: () => run('ip', 'link', 'set', name, 'up'),
    kill: () =>
      until(`the end of ${name}`, async () => {
        const alive = programs()
        for (const each of alive) signal(each)
        return alive.length === 0 ? null : undefined
      }).then(() => {}),
  }
}

function processes(): number[] {
  return readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? [Number(name)] : []))
}

/** Undefined for a process that has ended. */
function networkOf(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/ns/net`)
  } catch {
    return undefined
  }
}

function signal(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}
