import { type ChildProcess, spawn } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import autocannon from 'autocannon'
import { freePort } from '../free-port.ts'

const path = '/api/users?limit=100'
const rounds = 5
const seconds = 5

type Server = { name: string; url: string; process: ChildProcess; rates: number[] }

/** Measures the JSON list against the same query in two frameworks: one process each, in turns, as ratios. */
async function bench(): Promise<void> {
  await run('tsx', ['db/seed.ts', '10000'])
  const servers = [
    await start('rollcall', (port) => ['next', 'start', '-H', '127.0.0.1', '-p', port]),
    await start('express', (port) => ['tsx', 'e2e/bench/peer.ts', 'express', port]),
    await start('fastify', (port) => ['tsx', 'e2e/bench/peer.ts', 'fastify', port]),
  ]
  try {
    for (let round = 0; round <= rounds; round++)
      for (const server of servers) {
        const { requests, non2xx } = await autocannon({ url: server.url, connections: 16, duration: seconds })
        if (non2xx > 0) throw new Error(`${server.name} answered ${non2xx} requests with an error`)
        // The first round warms up.
        if (round > 0) server.rates.push(requests.average)
      }
    report(servers)
  } finally {
    for (const server of servers) server.process.kill()
  }
}

function report([subject, ...peers]: Server[]): void {
  console.log(`GET ${path}, 10,000 users, 16 connections, medians of ${rounds} rounds of ${seconds} s`)
  for (const peer of peers) {
    const ratio = median(subject?.rates ?? []) / median(peer.rates)
    console.log(`${subject?.name} / ${peer.name}: ${ratio.toFixed(2)}`)
  }
}

async function start(name: string, command: (port: string) => string[]): Promise<Server> {
  const port = String(await freePort())
  const [file = '', ...args] = command(port)
  const child = spawn(file, args, { stdio: ['ignore', 'ignore', 'inherit'] })
  const url = `http://127.0.0.1:${port}${path}`
  for (let attempt = 0; attempt < 100; attempt++) {
    if (await fetch(url).catch(() => undefined)) return { name, url, process: child, rates: [] }
    await pause(100)
  }
  child.kill()
  throw new Error(`${name} does not answer; build first with npm run build`)
}

async function run(file: string, args: string[]): Promise<void> {
  const code = await new Promise((resolve) => spawn(file, args, { stdio: 'inherit' }).on('exit', resolve))
  if (code !== 0) throw new Error(`${file} ${args.join(' ')} failed`)
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? Number.NaN
}

await bench()
