import { spawn } from 'node:child_process'
import autocannon from 'autocannon'
import { open } from '#db/database.ts'
import { openPublicView } from '#db/settings/settings.ts'
import { benchImportLook } from './import-look.ts'
import { median } from './percentile.ts'
import { type Server, startRollcall, startServer } from './server.ts'

const path = '/api/users?limit=100'
const rounds = 5
const seconds = 5

/**
 * Compares the JSON list with the same query in two frameworks: one process each, in turns, as ratios. Then measures the look
 * at a file.
 */
async function bench(): Promise<void> {
  await run('tsx', ['db/commands/seed.ts', '10000'])
  const db = open(process.env.DATABASE_URL ?? '')
  await openPublicView(db).finally(() => db.destroy())
  const servers = [
    await startRollcall('rollcall'),
    await startServer('express', (port) => ['tsx', 'e2e/bench/peer.ts', 'express', port]),
    await startServer('fastify', (port) => ['tsx', 'e2e/bench/peer.ts', 'fastify', port]),
  ].map((server) => ({ ...server, rates: [] as number[] }))
  try {
    for (let round = 0; round <= rounds; round++)
      for (const { name, url, rates } of servers) {
        const { requests, non2xx } = await autocannon({
          url: `${url}${path}`,
          connections: 16,
          duration: seconds,
        })
        if (non2xx > 0) throw new Error(`${name} answered ${non2xx} requests with an error`)
        // The first round warms up.
        if (round > 0) rates.push(requests.average)
      }
    report(servers)
    await benchImportLook(servers[0]?.url ?? '', process.env.DATABASE_URL ?? '')
  } finally {
    for (const server of servers) server.process.kill()
  }
}

function report([subject, ...peers]: (Server & { rates: number[] })[]): void {
  console.log(`GET ${path}, 10,000 users, 16 connections, medians of ${rounds} rounds of ${seconds} s`)
  for (const peer of peers) {
    const ratio = median(subject?.rates ?? []) / median(peer.rates)
    console.log(`${subject?.name} / ${peer.name}: ${ratio.toFixed(2)}`)
  }
}

async function run(file: string, args: string[]): Promise<void> {
  const code = await new Promise((resolve) => spawn(file, args, { stdio: 'inherit' }).on('exit', resolve))
  if (code !== 0) throw new Error(`${file} ${args.join(' ')} failed`)
}

await bench()
