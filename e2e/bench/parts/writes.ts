import { Agent, get } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { rounds, seconds } from '../measure/compare.ts'
import { type Load, load } from '../measure/load.ts'
import { median } from '../measure/percentile.ts'
import { printCompared, printRow, short } from '../measure/table.ts'
import { startWriter } from '../measure/writer.ts'
import type { Server } from '../servers/server.ts'
import type { Stage } from '../servers/stage.ts'
import { list } from './json.ts'

const perSecond = 10

/** The list while somebody writes: how many answers, and how soon the first after each write comes. It must show the write. */
export async function benchWrites(stage: Stage): Promise<void> {
  const servers = [await stage.rollcall(), await stage.peer('Express + pg'), await stage.peer('Fastify + pg')]
  const found = servers.map(({ name }) => ({
    name,
    loads: [] as Load[],
    busy: [] as number[],
    quiet: [] as number[],
  }))
  for (let round = 0; round <= rounds; round++)
    for (const [place, server] of servers.entries()) {
      const [busy, measured] = await beside(stage.databaseUrl, server, () =>
        load(server, [{ path: list }], seconds),
      )
      const [quiet] = await beside(stage.databaseUrl, server, () => pause(seconds * 1_000))
      // The first round warms up.
      if (round === 0) continue
      found[place]?.loads.push(measured)
      found[place]?.busy.push(...busy)
      found[place]?.quiet.push(...quiet)
    }
  const measured = found.map(({ name, loads }) => ({
    name,
    rate: median(loads.map(({ rate }) => rate)),
    cpu: median(loads.map(({ cpu }) => cpu)),
    requests: 0,
  }))
  printCompared('JSON, list, 10 writes/s beside', measured)
  printFirst('... first answer after a write', found, 'busy', 2)
  printFirst('... the same, nobody else asks', found, 'quiet')
}

type Found = { name: string; busy: number[]; quiet: number[] }

function printFirst(work: string, [own, ...others]: Found[], when: 'busy' | 'quiet', aim?: number): void {
  const ownMs = median(own?.[when] ?? [])
  for (const [place, other] of others.entries()) {
    const ms = median(other[when])
    printRow({
      work: place === 0 ? work : '',
      ...(place === 0 && { own: { text: `${short(ownMs)} ms` } }),
      against: other.name,
      other: { text: `${short(ms)} ms` },
      ratio: ms / ownMs,
      ...(aim && place === 0 && { aim: String(aim) }),
    })
  }
}

/** @returns the ms from asking to the whole answer, for the first question after each write */
async function beside<Result>(databaseUrl: string, { url, name }: Server, work: () => Promise<Result>) {
  const times: number[] = []
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const writer = await startWriter(databaseUrl, perSecond, async (jobTitle) => {
    const began = performance.now()
    const body = await read(`${url}${list}`, agent)
    times.push(performance.now() - began)
    if (!body.includes(`"${jobTitle}"`)) throw new Error(`${name} answers what was before the write`)
  })
  const result = await work()
  await writer.stop()
  agent.destroy()
  return [times, result] as const
}

function read(url: string, agent: Agent): Promise<string> {
  return new Promise((resolve, reject) => {
    get(url, { agent }, (response) => {
      let body = ''
      response
        .setEncoding('utf8')
        .on('data', (text) => (body += text))
        .on('end', () => resolve(body))
        .on('error', reject)
    }).on('error', reject)
  })
}
