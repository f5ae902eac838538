import type { Server } from '../servers/server.ts'
import type { Ask } from './ask.ts'
import { load } from './load.ts'
import { median } from './percentile.ts'

export const rounds = Number(process.env.BENCH_ROUNDS ?? 5)
export const seconds = Number(process.env.BENCH_SECONDS ?? 2)
/** In seconds. A first page may take more than one on a busy machine. */
const warmUp = Math.max(3, seconds)

export type Contestant = { server: Server; asks: readonly Ask[] }
export type Measured = { name: string; rate: number; cpu: number; requests: number }

/** Asks each in turn, round after round, because a shared machine is now fast and now slow. @returns medians, and all requests */
export async function compare(contestants: readonly Contestant[]): Promise<Measured[]> {
  const loads = contestants.map(() => [] as Awaited<ReturnType<typeof load>>[])
  const all = contestants.map(() => 0)
  for (let round = 0; round <= rounds; round++)
    for (const [place, { server, asks }] of contestants.entries()) {
      const measured = await load(server, asks, round === 0 ? warmUp : seconds)
      all[place] = (all[place] ?? 0) + measured.requests
      // The first round warms up.
      if (round > 0) loads[place]?.push(measured)
    }
  return contestants.map(({ server }, place) => ({
    name: server.name,
    rate: median((loads[place] ?? []).map(({ rate }) => rate)),
    cpu: median((loads[place] ?? []).map(({ cpu }) => cpu)),
    requests: all[place] ?? 0,
  }))
}
