import type { Ask } from '../measure/ask.ts'
import { compare } from '../measure/compare.ts'
import { printCompared, printSkipped } from '../measure/table.ts'
import { whyNoDjango } from '../servers/django.ts'
import { startNginx, whyNoNginx } from '../servers/nginx.ts'
import type { Peer } from '../servers/peers.ts'
import type { Server } from '../servers/server.ts'
import type { Stage } from '../servers/stage.ts'

export const list = '/api/users?limit=100'
const person = '/api/users/12'
const gzip = { 'accept-encoding': 'gzip' }

export async function benchList(stage: Stage): Promise<void> {
  const reason = await whyNoDjango(stage.databaseUrl)
  const contestants = await askAll(stage, ['Express + pg', 'Fastify + pg', 'Hono + pg'], { path: list })
  if (!reason)
    contestants.push({
      server: { ...(await stage.django()), name: 'Django REST, gunicorn, 1 worker' },
      asks: [{ path: list }],
    })
  await checkSame(contestants.map(({ server }) => server))
  printCompared('JSON, list of 100', await compare(contestants), {
    'Express + pg': 5,
    'Fastify + pg': 3,
    'Django REST, gunicorn, 1 worker': 20,
  })
  if (reason) printSkipped('JSON, list of 100, Django REST', reason)
}

export async function benchGzip(stage: Stage): Promise<void> {
  const peers = ['Express + compression', 'Fastify + @fastify/compress', 'Hono + compress'] as const
  const contestants = await askAll(stage, peers, { path: list, headers: gzip })
  for (const { server } of contestants) await checkPacked(server)
  printCompared('JSON, list of 100, gzip', await compare(contestants), { 'Express + compression': 8 })
}

/** Fastify makes no entity tags by itself. */
export async function benchNotChanged(stage: Stage): Promise<void> {
  const contestants = await askAll(stage, ['Express + pg', 'Hono + etag'], { path: list })
  const held = contestants.map(async ({ server }) => {
    const { headers } = await fetch(`${server.url}${list}`)
    const ask = { path: list, headers: { 'if-none-match': headers.get('etag') ?? '' } }
    // By itself fetch would say "no-cache" beside the tag, which Express obeys.
    const again = { ...ask.headers, 'cache-control': 'max-age=0' }
    const { status } = await fetch(`${server.url}${list}`, { headers: again })
    if (status !== 304) throw new Error(`${server.name} answers ${status} to its own entity tag`)
    return { server, asks: [ask] }
  })
  printCompared('JSON, list, not changed (304)', await compare(await Promise.all(held)), {
    'Express + pg': 3,
  })
}

export async function benchPerson(stage: Stage): Promise<void> {
  const contestants = await askAll(stage, ['Express + pg', 'Fastify + pg', 'Hono + pg'], { path: person })
  printCompared('JSON, one person', await compare(contestants), { 'Express + pg': 3 })
}

export async function benchBehindNginx(stage: Stage): Promise<void> {
  const work = 'JSON, list, behind nginx'
  const reason = whyNoNginx()
  if (reason) return printSkipped(work, reason)
  const rollcall = await stage.rollcall()
  const front = await stage.start('nginx', () => startNginx(rollcall))
  const others = [await stage.peer('Fastify + pg'), { ...rollcall, name: 'Rollcall, nothing in front' }]
  const contestants = [front, ...others].map((server) => ({ server, asks: [{ path: list }] }))
  printCompared(work, await compare(contestants))
}

async function askAll(stage: Stage, peers: readonly Peer[], ask: Ask) {
  const servers = [await stage.rollcall()]
  for (const peer of peers) servers.push(await stage.peer(peer))
  return servers.map((server) => ({ server, asks: [ask] }))
}

/** A comparison is fair only if all answer the same people. */
async function checkSame(servers: readonly Server[]): Promise<void> {
  const answers = await Promise.all(
    servers.map(async ({ url }) => {
      const people = (await (await fetch(`${url}${list}`)).json()) as { id: number; name: string }[]
      return people.map(({ id, name }) => `${id} ${name}`).join('\n')
    }),
  )
  const other = answers.findIndex((answer) => answer !== answers[0])
  if (other >= 0 || answers[0] === '') throw new Error(`${servers[other]?.name} answers other people`)
}

async function checkPacked({ name, url }: Server): Promise<void> {
  const { headers } = await fetch(`${url}${list}`, { headers: gzip })
  if (headers.get('content-encoding') !== 'gzip') throw new Error(`${name} does not compress its answer`)
}
