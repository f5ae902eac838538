import { setTimeout as pause } from 'node:timers/promises'
import { createToken, revokeToken } from '#db/accounts/tokens.ts'
import { type Executor, open, type Trx, transaction } from '#db/database.ts'
import type { Actor } from '#db/policy.ts'
import { revision } from '#db/revision.ts'
import { changeSettings, openPublicView, readSettings } from '#db/settings/settings.ts'
import { changeTeam, createTeam } from '#db/teams/edit.ts'
import * as users from '#db/users/edit.ts'
import { find } from '#db/users/find.ts'
import { snapshot } from '#db/users/snapshot.ts'
import { blankUser } from '#db/users/values.ts'
import { expect, test } from '../support/fixtures.ts'
import { type FreshServer, openStore, startFreshServer } from '../support/fresh-server.ts'

// QUESTIONS=5000 asks as many as a release should
const [questions, writers, people] = [Number(process.env.QUESTIONS ?? 500), 20, 60]
/** A slow machine has many writers wait. */
const patient = { waitMs: 600_000 }
const keeper: Actor = { id: null, name: 'test', role: 'admin' }

test.describe('answers that are kept in memory', () => {
  test.describe.configure({ mode: 'serial', timeout: 1_800_000 })

  let store: { url: string; close(): Promise<void> }
  let servers: FreshServer[]
  let db: Executor

  test.beforeAll(async () => {
    store = await openStore('kept-answers')
    servers = [
      await startFreshServer({ DATABASE_URL: store.url }),
      await startFreshServer({ DATABASE_URL: store.url }),
    ]
    db = open(store.url)
    await openPublicView(db)
    await transaction(db, async (trx) => {
      for (let n = 1; n <= people; n++)
        await users.create(
          trx,
          { ...blankUser, name: `Person ${n}`, email: `person${n}@example.com` },
          keeper,
        )
      await createTeam(trx, { name: 'Library' }, keeper)
    })
  })

  test.afterAll(async () => {
    await db.destroy()
    for (const server of servers) await server.close()
    await store.close()
  })

  test('are those of the route, and never older than a write that was done before the question', async () => {
    const tokens = await Promise.all([false, true].map(newToken))
    const written = { revision: 0, versions: new Map<number, number>() }
    let isOver = false
    const writing = Array.from({ length: writers }, async (_, writer) => {
      for (let n = 0; !isOver; n++) {
        const done = await transaction(db, (trx) => write(trx, writer, n), patient)
        written.revision = Math.max(written.revision, done.revision)
        if (done.id) written.versions.set(done.id, Math.max(done.version, written.versions.get(done.id) ?? 0))
        await pause(1_000 + ((writer * 137 + n * 311) % 2_000))
      }
    })
    const seen = { unchanged: 0, compared: 0 }
    let next = 0
    const asking = Array.from({ length: 4 }, async () => {
      for (let n = next++; n < questions; n = next++) await askAndCheck(n)
    })
    await Promise.all(asking).finally(() => {
      isOver = true
    })
    await Promise.all(writing)
    // Without writers, because on a slow machine the directory changes between two answers.
    for (let n = questions; n < questions + 120; n++) await askAndCheck(n)
    expect(seen.unchanged).toBeGreaterThan(20)
    expect(seen.compared).toBeGreaterThan(20)

    async function askAndCheck(n: number): Promise<void> {
      const { path, headers, method } = questionOf(n, tokens)
      const server = servers[n % 2]?.url
      const [before, versions] = [written.revision, new Map(written.versions)]
      const first = await ask(`${server}${path}`, { method, headers })
      checkAge(first, { path, before, versions })
      const tag = first.headers.get('etag')
      if (n % 3 === 0 && tag) {
        const second = await ask(`${server}${path}`, {
          method,
          headers: { ...headers, 'if-none-match': tag },
        })
        if (second.status === 304) seen.unchanged++
        expect([second.status === 304, path]).toEqual([second.headers.get('etag') === tag, path])
        checkAge(second, { path, before, versions })
      }
      if (n % 5 > 0) return
      // The route itself answers a request for a range.
      const route = await ask(`${server}${path}`, { method, headers: { ...headers, range: 'x=1' } })
      if (route.headers.get('etag') !== tag) return
      seen.compared++
      expect({ path, ...comparable(first) }).toEqual({ path, ...comparable(route) })
    }
  })

  test('end with the token, the public view or the person, everywhere and at once', async () => {
    for (let round = 0; round < 10; round++) {
      const token = await newToken(true)
      const headers = { authorization: `Bearer ${token.secret}` }
      const statuses = async (path: string, given = {}) => {
        const all = servers.flatMap(({ url }) =>
          [1, 2, 3].map(() => ask(`${url}${path}`, { headers: given })),
        )
        return [...new Set((await Promise.all(all)).map(({ status }) => status))]
      }
      expect(await statuses('/api/users?limit=3', headers)).toEqual([200])
      await transaction(db, (trx) => revokeToken(trx, token.id, keeper))
      expect(await statuses('/api/users?limit=3', headers)).toEqual([401])

      const created = await transaction(db, (trx) =>
        users.create(trx, { ...blankUser, name: 'Nora', email: `nora${round}@example.com` }, keeper),
      )
      const path = `/api/users/${created.id}`
      expect(await statuses(path)).toEqual([200])
      const hidden = await transaction(db, (trx) =>
        users.update(trx, created, { ...snapshot(created), listed: false }, keeper),
      )
      expect(await statuses(path)).toEqual([404])
      await transaction(db, (trx) => users.trash(trx, hidden, keeper))

      expect(await statuses('/api/users?limit=4')).toEqual([200])
      await setPublicView(false)
      expect(await statuses('/api/users?limit=4')).toEqual([401])
      await setPublicView(true)
      expect(await statuses('/api/users?limit=4')).toEqual([200])
    }
  })

  async function newToken(contact: boolean) {
    const { token, secret } = await transaction(db, (trx) =>
      createToken(trx, { name: 'Web site', contact, days: 1 }, keeper),
    )
    return { id: token.id, secret }
  }

  async function setPublicView(publicView: boolean): Promise<void> {
    const { revision: _, settingsVersion, ...values } = await readSettings(db)
    await transaction(db, (trx) => changeSettings(trx, settingsVersion, { ...values, publicView }, keeper))
  }
})

/** @returns what is true once the transaction has ended */
async function write(trx: Trx, writer: number, n: number) {
  await trx.selectFrom('directory').select('revision').forUpdate().execute()
  if (writer === 0) {
    const team = await trx.selectFrom('teams').selectAll().limit(1).executeTakeFirstOrThrow()
    await changeTeam(trx, team, { name: `Library ${n}`, description: team.description }, keeper)
    return { revision: await revision(trx), id: undefined, version: 0 }
  }
  const user = await find(trx, 1 + ((writer * 7 + n * 13) % people))
  if (!user) throw new Error('nobody has been trashed')
  const after = await users.update(
    trx,
    user,
    { ...snapshot(user), jobTitle: `Porter ${writer} ${n}` },
    keeper,
  )
  return { revision: await revision(trx), id: user.id, version: after.version }
}

/** Few enough questions that memory has some of the answers, of every kind. */
function questionOf(n: number, tokens: readonly { secret: string }[]) {
  const pick = <T>(all: readonly T[], step: number) => all[Math.floor(n / step) % all.length] as T
  const secret = pick([undefined, undefined, tokens[0]?.secret, tokens[1]?.secret], 7)
  const path = pick(
    [
      '/api/users',
      '/api/users?limit=2',
      '/api/users?sort=name&limit=5',
      '/api/users?sort=-name&limit=5',
      '/api/users?q=person',
      '/api/users?q=porter+3',
      '/api/users?fields=name,jobTitle&limit=20',
      '/api/users?team=1',
      `/api/users/${1 + (n % 5)}`,
      `/api/users/${1 + (n % 5)}?fields=name`,
      ...(secret ? ['/api/users?status=all&limit=10', '/api/users?sort=-updatedAt&limit=5'] : []),
    ],
    1,
  )
  const headers: Record<string, string> = {
    'accept-encoding': pick(['identity', 'gzip'], 3),
    ...(secret && { authorization: `Bearer ${secret}` }),
    ...(n % 11 === 0 && { prefer: 'count=exact' }),
    ...(n % 13 === 0 && { origin: 'https://www.example.org' }),
    ...(n % 17 === 0 && { accept: 'application/json' }),
  }
  return { path, headers, method: n % 9 === 0 ? 'HEAD' : 'GET' }
}

type Given = { status: number; headers: Headers; text: string }

async function ask(address: string, { method = 'GET', headers = {} }: RequestInit): Promise<Given> {
  const answer = await fetch(address, { method, headers })
  return { status: answer.status, headers: answer.headers, text: await answer.text() }
}

type Written = { path: string; before: number; versions: ReadonlyMap<number, number> }

/** The tag of a list has the revision of the directory, that of a person their version. */
function checkAge({ status, headers }: Given, { path, before, versions }: Written): void {
  expect([200, 304], path).toContain(status)
  const state = Number(/^W\/"\w+-(\d+)-/.exec(headers.get('etag') ?? '')?.[1])
  const [, id] = /^\/api\/users\/(\d+)/.exec(path) ?? []
  expect(state, path).toBeGreaterThanOrEqual(id ? (versions.get(Number(id)) ?? 1) : before)
}

/** Node may send the same body in pieces. */
function comparable({ status, headers, text }: Given) {
  const named = [...headers].filter(([name]) => !/^(date|content-length|transfer-encoding)$/.test(name))
  return { status, text, headers: Object.fromEntries(named) }
}
