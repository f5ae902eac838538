import { setTimeout as pause } from 'node:timers/promises'
import type { Ask } from '../measure/ask.ts'
import { load } from '../measure/load.ts'
import { median } from '../measure/percentile.ts'
import { memoryMb } from '../measure/processes.ts'
import { printRow, short } from '../measure/table.ts'
import { startWriter } from '../measure/writer.ts'
import { type Server, startRollcall } from '../servers/server.ts'
import type { Stage } from '../servers/stage.ts'
import { askRollcall } from './forms.ts'

/** Asks a new server a bit of everything, and compares its memory at the end with that early on. */
export async function benchMemory({ databaseUrl, directory }: Stage, seconds: number): Promise<void> {
  const server = await startRollcall('Rollcall')
  try {
    const asks = await mixed(server, directory.cookie)
    const writer = await startWriter(databaseUrl, 2)
    const loaded = load(server, asks, seconds)
    // A minute is long enough to be warm; a short run has half its time for that.
    const early = Math.min(60, seconds / 2)
    await pause((early - 5) * 1_000)
    const before = await settledMb(server, 5)
    await pause((seconds - early - 5) * 1_000)
    const after = await settledMb(server, 5)
    const { requests } = await loaded
    await writer.stop()
    printRow({
      work: `memory after ${short(seconds)} s of mixed load`,
      own: { text: `${short(after)} MB` },
      against: `itself after ${short(early)} s`,
      other: { text: `${short(before)} MB` },
      ratio: after / before,
      aim: '< 1.1',
    })
    printRow({ work: '... requests', own: { text: requests.toLocaleString('en') } })
  } finally {
    await server.close()
  }
}

async function mixed(server: Server, cookie: string): Promise<Ask[]> {
  const headers = { cookie }
  const post = await askRollcall(server, cookie)
  const pages = [
    '/users',
    '/users?q=nurse',
    '/users/12',
    '/users/12/edit',
    '/teams',
    '/activity',
    '/users/new',
  ]
  const json = ['?limit=100', '?limit=1000', '?q=alice', '?sort=name&limit=50', '/12', '.csv?limit=500']
  return [
    ...pages.map((path) => ({ path, headers })),
    ...json.map((path) => ({ path: `/api/users${path}` })),
    ...json.map((path) => ({ path: `/api/users${path}`, headers: { 'accept-encoding': 'gzip' } })),
    post,
  ]
}

/** Memory goes up and down with each collection of garbage. */
async function settledMb({ pids }: Server, seconds: number): Promise<number> {
  const samples: number[] = []
  for (let sample = 0; sample < seconds * 4; sample++) {
    samples.push((await memoryMb(pids)).now)
    await pause(250)
  }
  return median(samples)
}
