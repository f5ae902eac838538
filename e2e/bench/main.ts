import { spawn } from 'node:child_process'
import { open } from '#db/database.ts'
import { openPublicView } from '#db/settings/settings.ts'
import { benchImportLook } from './import-look.ts'
import { generator, type Load, load } from './load.ts'
import { median } from './percentile.ts'
import { type Server, startRollcall, startServer } from './server.ts'

const rounds = 5
const seconds = 5

/** What is asked. The frameworks have the list and one person alone, so the rest is compared with these. */
const questions = [
  { name: 'list of 100', path: '/api/users?limit=100', peerPath: '/api/users?limit=100' },
  {
    name: 'list of 100, gzip',
    path: '/api/users?limit=100',
    headers: { 'accept-encoding': 'gzip' },
    peerPath: '/api/users?limit=100',
  },
  { name: 'list, not changed', path: '/api/users?limit=100', isHeld: true, peerPath: '/api/users?limit=100' },
  { name: 'one person', path: '/api/users/12', peerPath: '/api/users/12' },
]

/**
 * Compares the JSON with the same queries in two frameworks: one process each, in turns, as ratios. Then measures the
 * look at a file.
 */
async function bench(): Promise<void> {
  await run('tsx', ['db/commands/seed.ts', '10000'])
  const db = open(process.env.DATABASE_URL ?? '')
  await openPublicView(db).finally(() => db.destroy())
  const rollcall = await startRollcall('rollcall')
  const peers = [
    await startServer('express', (port) => ['tsx', 'e2e/bench/peer.ts', 'express', port]),
    await startServer('fastify', (port) => ['tsx', 'e2e/bench/peer.ts', 'fastify', port]),
  ]
  try {
    console.log(`Node ${process.version}, ${generator}, 16 connections, 10,000 people, medians of ${rounds} rounds of ${seconds} s:
requests a second, and ms of CPU time for each`)
    for (const question of questions) await compare(question, rollcall, peers)
    await benchImportLook(rollcall.url, process.env.DATABASE_URL ?? '')
  } finally {
    for (const server of [rollcall, ...peers]) server.process.kill()
  }
}

type Question = (typeof questions)[number]

async function compare(question: Question, rollcall: Server, peers: readonly Server[]): Promise<void> {
  const { name, path, peerPath, headers = {}, isHeld } = { headers: undefined, isHeld: false, ...question }
  const held = isHeld ? { 'if-none-match': await tagOf(`${rollcall.url}${path}`) } : {}
  const servers = [
    { server: rollcall, path, headers: { ...headers, ...held }, loads: [] as Load[] },
    ...peers.map((server) => ({ server, path: peerPath, headers: {}, loads: [] as Load[] })),
  ]
  for (let round = 0; round <= rounds; round++)
    for (const { server, loads, ...asked } of servers) {
      const measured = await load(server, { ...asked, seconds })
      // The first round warms up.
      if (round > 0) loads.push(measured)
    }
  const [own, ...others] = servers.map(({ server, loads }) => ({
    name: server.name,
    rate: median(loads.map(({ rate }) => rate)),
    cpu: median(loads.map(({ cpu }) => cpu)),
  }))
  const inWords = ({ name, rate, cpu }: NonNullable<typeof own>) =>
    `${name} ${rate.toFixed(0)} (${cpu.toFixed(2)} ms)`
  const ratios = others.map((other) => `${((own?.rate ?? 0) / other.rate).toFixed(2)} of ${other.name}`)
  console.log(
    `${name.padEnd(20)}${[own, ...others].map((each) => each && inWords(each)).join(', ')}: ${ratios.join(', ')}`,
  )
}

async function tagOf(url: string): Promise<string> {
  return (await fetch(url)).headers.get('etag') ?? ''
}

async function run(file: string, args: string[]): Promise<void> {
  const code = await new Promise((resolve) => spawn(file, args, { stdio: 'inherit' }).on('exit', resolve))
  if (code !== 0) throw new Error(`${file} ${args.join(' ')} failed`)
}

await bench()
