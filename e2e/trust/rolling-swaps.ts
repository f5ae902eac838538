/**
 * Replaces two servers behind nginx one after the other, five times each, while people read and add. After a build:
 * npx tsx db/commands/with-database.ts --scratch -- tsx e2e/trust/rolling-swaps.ts
 * It needs nginx. The exit code is 1 when a request failed or an added person is missing.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { open } from '#db/database.ts'
import { openPublicView } from '#db/settings/settings.ts'
import { freePort } from '#db/testing/free-port.ts'
import { newSession } from '../new-session.ts'
import { openForm, post } from '../support/plain-form.ts'

const swaps = 5
const readers = 4
const writers = 2
const betweenMs = 100
const longestMs = 600_000

type Server = { port: number; child: ChildProcess }

const databaseUrl = process.env.DATABASE_URL ?? ''
const db = open(databaseUrl)
const running = new Set<ChildProcess>()
const failures: string[] = []
const figures = { reads: 0, added: 0, stopped: 0, longestStopMs: 0 }
let isOver = false

async function main(): Promise<void> {
  setTimeout(() => fail(new Error(`not done after ${longestMs / 1_000} seconds`)), longestMs).unref()
  await openPublicView(db)
  const cookie = await newSession(db, 'ada@example.com', 'editor')
  const servers = [await start(await freePort()), await start(await freePort())]
  const nginx = await startNginx(servers.map(({ port }) => port))
  const load = [
    ...Array.from({ length: readers }, () => read(nginx.url, cookie)),
    ...Array.from({ length: writers }, () => add(nginx.url, cookie)),
  ]
  for (let swap = 1; swap <= swaps; swap++)
    for (const server of servers) {
      await stop(server)
      server.child = (await start(server.port)).child
      console.log(`swap ${swap}: ${JSON.stringify(figures)}, ${failures.length} failed`)
    }
  isOver = true
  await Promise.all(load)
  const { there } = await db
    .selectFrom('users')
    .select((eb) => eb.fn.countAll<number>().as('there'))
    .executeTakeFirstOrThrow()
  console.log({ ...figures, there, failures })
  process.exitCode = failures.length === 0 && there === figures.added ? 0 : 1
  for (const server of servers) await stop(server)
  await nginx.close()
}

async function start(port: number): Promise<Server> {
  const args = ['--import', 'tsx', 'db/commands/with-database.ts', '--', 'next', 'start', '-H', '127.0.0.1']
  const child = run(process.execPath, args, { PORT: String(port) })
  await untilAnswers(`http://127.0.0.1:${port}/readyz`)
  return { port, child }
}

async function stop({ child }: Server): Promise<void> {
  const began = Date.now()
  child.kill('SIGTERM')
  await once(child, 'exit')
  figures.stopped++
  figures.longestStopMs = Math.max(figures.longestStopMs, Date.now() - began)
}

/** Default nginx, except that it keeps connections open and does not pause after a refused one. */
async function startNginx(ports: number[]): Promise<{ url: string; close(): Promise<void> }> {
  const [port, folder] = [await freePort(), await mkdtemp(join(tmpdir(), 'rollcall-nginx-'))]
  const servers = ports.map((number) => `server 127.0.0.1:${number} max_fails=0;`).join(' ')
  await writeFile(
    join(folder, 'nginx.conf'),
    `daemon off; pid ${folder}/pid; error_log ${folder}/error.log;
    events {}
    http {
      access_log off; client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy;
      upstream rollcall { ${servers} keepalive 16; }
      server {
        listen 127.0.0.1:${port};
        location / {
          proxy_pass http://rollcall; proxy_http_version 1.1; proxy_set_header Connection "";
          proxy_set_header Host $http_host;
        }
      }
    }`,
  )
  const child = run('nginx', [
    '-p',
    folder,
    '-e',
    join(folder, 'error.log'),
    '-c',
    join(folder, 'nginx.conf'),
  ])
  const url = `http://127.0.0.1:${port}`
  await untilAnswers(`${url}/readyz`)
  return {
    url,
    close: async () => {
      child.kill('SIGTERM')
      await once(child, 'exit')
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function read(url: string, cookie: string): Promise<void> {
  for (let n = 0; !isOver; n++) {
    const path = ['/users', '/api/users?limit=10', '/users/new'][n % 3]
    await tried(`GET ${path}`, async () => {
      const answer = await fetch(`${url}${path}`, { headers: { cookie } })
      await answer.text()
      figures.reads++
      return answer.status === 200 ? '' : String(answer.status)
    })
  }
}

async function add(url: string, cookie: string): Promise<void> {
  while (!isOver)
    await tried('POST /users/new', async () => {
      const form = await openForm(`${url}/users/new`, cookie)
      const answer = await post(form, { name: 'Swap', email: `swap-${crypto.randomUUID()}@example.com` })
      await answer.text()
      if (answer.status !== 303) return String(answer.status)
      figures.added++
      return ''
    })
}

async function tried(what: string, ask: () => Promise<string>): Promise<void> {
  const failure = await ask().catch((error) => String(error.cause ?? error))
  if (failure) failures.push(`${what}: ${failure}`)
  await pause(betweenMs)
}

function run(command: string, args: string[], env: Record<string, string> = {}): ChildProcess {
  const child = spawn(command, args, { stdio: 'ignore', env: { ...process.env, ...env } })
  running.add(child)
  child.once('exit', () => running.delete(child)).once('error', fail)
  return child
}

async function untilAnswers(url: string): Promise<void> {
  while (!(await fetch(url).catch(() => undefined))?.ok) await pause(100)
}

function fail(error: unknown): never {
  console.error(error)
  for (const child of running) child.kill('SIGTERM')
  process.exit(1)
}

await main().catch(fail)
await db.destroy()
