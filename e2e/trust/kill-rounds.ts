/**
 * Kills a part of Rollcall with SIGKILL ten times, while people are added and changed, and counts losses.
 * npx tsx db/commands/with-database.ts --scratch -- tsx e2e/trust/kill-rounds.ts app|store|postgres
 * `app` kills the server and its starter, `store` the embedded store, `postgres` every process of a PostgreSQL that
 * this script makes with initdb. The exit code is 1 when anything was lost or does not match.
 */
import { execFileSync, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import * as sessions from '#db/accounts/sessions.ts'
import { migrate } from '#db/commands/migrate.ts'
import { type Executor, open, transaction } from '#db/database.ts'
import { openEmbedded } from '#db/store/open.ts'
import { freePort } from '#db/testing/free-port.ts'
import { snapshot } from '#db/users/snapshot.ts'
import { type FreshServer, startFreshServer } from '../support/fresh-server.ts'
import { openForm, type PlainForm, post } from '../support/plain-form.ts'

const rounds = 10
const writers = 4
const loadMs = 4_000

type Part = {
  env: Record<string, string>
  kill(server: FreshServer): Promise<void>
  /** With the database after the last round. */
  withDatabase<Result>(work: (db: Executor) => Promise<Result>): Promise<Result>
  close(): Promise<void>
}

const figures = { rounds: 0, acknowledged: 0, sentAgain: 0, added: 0, changed: 0, lost: 0, mismatches: 0 }
let server: FreshServer
let isOver = false

async function main(name: string): Promise<void> {
  const part = await parts[name]?.()
  if (!part) throw new Error('Usage: tsx e2e/trust/kill-rounds.ts app|store|postgres')
  const cookie = await part.withDatabase(signIn)
  server = await startFreshServer(part.env)
  const acknowledged = new Map<string, string>()
  const load = Array.from({ length: writers }, () => write(cookie, acknowledged))
  for (let round = 1; round <= rounds; round++) {
    await pause(loadMs / 2 + Math.random() * loadMs)
    await part.kill(server)
    await server.crash().catch(() => {})
    server = await startFreshServer(part.env)
    figures.rounds++
    console.log(`${name} ${round}: ${JSON.stringify(figures)}`)
  }
  await pause(loadMs)
  isOver = true
  await Promise.all(load)
  await server.close()
  await part.withDatabase((db) => count(db, acknowledged))
  await part.close()
  console.log(name, figures)
  process.exitCode = figures.lost + figures.mismatches === 0 ? 0 : 1
}

const parts: Record<string, () => Promise<Part>> = {
  async app() {
    const url = process.env.DATABASE_URL ?? ''
    return {
      env: { DATABASE_URL: url },
      kill: (running) => running.crash(),
      withDatabase: (work) => withDatabase(url, work),
      close: async () => {},
    }
  },
  async store() {
    const directory = await mkdtemp(join(tmpdir(), 'rollcall-kill-'))
    const withStore: Part['withDatabase'] = async (work) => {
      const store = await openEmbedded(directory)
      await migrate(store.url)
      return withDatabase(store.url, work).finally(() => store.close())
    }
    return {
      env: { ROLLCALL_DATA_DIR: directory },
      kill: async () => {
        process.kill(await ownerOf(directory), 'SIGKILL')
      },
      withDatabase: withStore,
      close: () => rm(directory, { recursive: true, force: true }),
    }
  },
  async postgres() {
    const directory = await mkdtemp(join(tmpdir(), 'rollcall-postgres-'))
    const port = await freePort()
    const asPostgres = { uid: Number(execFileSync('id', ['-u', 'postgres'])) }
    await chmod(directory, 0o777)
    const data = join(directory, 'data')
    const bin = execFileSync('pg_config', ['--bindir'], { encoding: 'utf8' }).trim()
    execFileSync(join(bin, 'initdb'), ['-D', data, '-U', 'postgres', '-A', 'trust'], {
      ...asPostgres,
      cwd: directory,
    })
    const url = `postgres://postgres@127.0.0.1:${port}/postgres`
    const start = async () => {
      const options = ['-D', data, '-p', String(port), '-k', directory]
      const child = spawn(join(bin, 'postgres'), options, { ...asPostgres, stdio: 'ignore', detached: true })
      while (!(await isThere(url))) await pause(100)
      return child
    }
    let postgres = await start()
    await migrate(url)
    return {
      env: { DATABASE_URL: url },
      async kill() {
        // Each process of PostgreSQL has its own session, so each is killed separately.
        const children = execFileSync('pgrep', ['-P', String(postgres.pid)], { encoding: 'utf8' })
          .trim()
          .split('\n')
        for (const pid of [Number(postgres.pid), ...children.map(Number)])
          try {
            process.kill(pid, 'SIGKILL')
          } catch {}
        if (postgres.exitCode === null && postgres.signalCode === null) await once(postgres, 'exit')
        postgres = await start()
      },
      withDatabase: (work) => withDatabase(url, work),
      async close() {
        postgres.kill('SIGINT')
        await once(postgres, 'exit')
        await rm(directory, { recursive: true, force: true })
      },
    }
  },
}

/** Adds and changes people in a loop. Repeats a form until it is confirmed. */
async function write(cookie: string, acknowledged: Map<string, string>): Promise<void> {
  while (!isOver) {
    const email = `kill-${randomUUID()}@example.com`
    const added = await send(cookie, '/users/new', { name: 'Kill', jobTitle: 'added', email })
    acknowledged.set(email, 'added')
    figures.added++
    const edit = `${new URL(added, 'http://localhost').pathname}/edit`
    await send(cookie, edit, { jobTitle: 'changed' })
    acknowledged.set(email, 'changed')
    figures.changed++
  }
}

/** @returns the address of the redirect that confirms the form */
async function send(cookie: string, path: string, values: Record<string, string>): Promise<string> {
  let form: PlainForm | undefined
  for (let tries = 0; tries < 1_000; tries++) {
    try {
      form ??= await openForm(`${server.url}${path}`, cookie)
      // The restarted server has another port; a browser would use the same address.
      const answer = await post({ ...form, url: `${server.url}${path}` }, values)
      await answer.text()
      if (answer.status === 303) {
        figures.acknowledged++
        return answer.headers.get('location') ?? ''
      }
      if (answer.status !== 503) console.error(`${path}: ${answer.status}`)
    } catch {
      // The server was killed.
    }
    figures.sentAgain++
    await pause(200)
  }
  throw new Error(`${path} was never confirmed`)
}

/** Compares the people with the confirmed forms, and with their events. */
async function count(db: Executor, acknowledged: Map<string, string>): Promise<void> {
  const users = await db.selectFrom('users').selectAll().where('email', 'like', 'kill-%').execute()
  for (const [email, jobTitle] of acknowledged)
    if (users.filter((user) => user.email === email && user.jobTitle === jobTitle).length !== 1)
      figures.lost++
  figures.mismatches += Math.abs(users.length - acknowledged.size)
  for (const user of users) {
    const events = await db
      .selectFrom('events')
      .selectAll()
      .where('userId', '=', user.id)
      .orderBy('id')
      .execute()
    const versions = events.map(({ version }) => version).join()
    const expected = Array.from({ length: user.version }, (_, index) => index + 1).join()
    const isSame = isDeepStrictEqual(events.at(-1)?.after, snapshot(user))
    if (versions !== expected || !isSame) figures.mismatches++
  }
}

async function signIn(db: Executor): Promise<string> {
  return transaction(db, async (trx) => {
    const { id } = await trx
      .insertInto('accounts')
      .values({ email: `${randomUUID()}@example.com`, role: 'editor', password: null })
      .returning('id')
      .executeTakeFirstOrThrow()
    return `session=${await sessions.start(trx, id, 'Kill rounds')}`
  })
}

async function withDatabase<Result>(url: string, work: (db: Executor) => Promise<Result>): Promise<Result> {
  const db = open(url)
  return work(db).finally(() => db.destroy())
}

async function isThere(url: string): Promise<boolean> {
  return withDatabase(url, (db) => db.selectNoFrom((eb) => eb.lit(1).as('one')).execute()).then(
    () => true,
    () => false,
  )
}

/** Reads the process id from the lock. */
async function ownerOf(directory: string): Promise<number> {
  const [state = ''] = await readdir(join(directory, 'postgres.lock'))
  return Number(state.split('_')[1])
}

await main(process.argv[2] ?? '')
