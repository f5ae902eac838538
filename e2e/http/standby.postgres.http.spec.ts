import { createToken } from '#db/accounts/tokens.ts'
import { migrate } from '#db/commands/migrate.ts'
import { type Executor, open, transaction } from '#db/database.ts'
import { openPublicView } from '#db/settings/settings.ts'
import { type Line, openLine } from '#db/testing/line.ts'
import { type Pair, startPair } from '#db/testing/standby.ts'
import { newSession } from '../new-session.ts'
import { expect, test, uniqueEmail } from '../support/fixtures.ts'
import { type FreshServer, startFreshServer } from '../support/fresh-server.ts'
import { openForm, post } from '../support/plain-form.ts'

test.describe('a server with a hot standby', () => {
  test.describe.configure({ mode: 'serial', timeout: 1_800_000 })

  let pair: Pair
  let line: Line
  let server: FreshServer
  let db: Executor
  let cookie: string
  let token: string

  test.beforeAll(async () => {
    pair = await startPair()
    await migrate(pair.primary)
    line = await openLine(pair.standby)
    server = await startFreshServer({ DATABASE_URL: pair.primary, DATABASE_READ_URL: line.url })
    db = open(pair.primary)
    await openPublicView(db)
    cookie = await newSession(db, uniqueEmail(), 'admin')
    const { id } = await db.selectFrom('accounts').select('id').executeTakeFirstOrThrow()
    const values = { name: 'Intranet', contact: true, days: 30 }
    const made = await transaction(db, (trx) => createToken(trx, values, { id, name: 'Ada', role: 'admin' }))
    token = made.secret
  })

  test.afterAll(async () => {
    await db.destroy()
    await server.close()
    await line.close()
    await pair.close()
  })

  test('reads from it, and is never older than what was saved', async () => {
    const person = await add('Rosa')
    await expectEverywhere(person, 'Rosa')
    await untilRead()
    await expectEverywhere(person, 'Rosa')

    await pair.holdBack()
    await change(person, 'Nadia')
    await expectEverywhere(person, 'Nadia')
    expect(await count('behind')).toBeGreaterThan(0)
    await pair.resume()
    await untilRead()
    await expectEverywhere(person, 'Nadia')
  })

  test('goes on without it', async () => {
    const person = await add('Omar')
    await line.close()
    await expectEverywhere(person, 'Omar')
    await change(person, 'Lucía')
    await expectEverywhere(person, 'Lucía')
    expect((await ask('/readyz')).status).toBe(200)
  })

  async function add(name: string): Promise<string> {
    const form = await openForm(`${server.url}/users/new`, cookie)
    return (await post(form, { name, email: uniqueEmail() })).headers.get('location') ?? ''
  }

  async function change(person: string, name: string): Promise<void> {
    const form = await openForm(`${server.url}${new URL(person, server.url).pathname}/edit`, cookie)
    expect((await post(form, { name })).status).toBe(303)
  }

  /** Each answer that a standby may give. */
  async function expectEverywhere(person: string, name: string): Promise<void> {
    const { pathname } = new URL(person, server.url)
    const search = `q=${encodeURIComponent(name)}`
    const questions = [
      ...['/api/users', `/api/users?${search}`, '/api/users.jsonl', '/api/users.csv', '/api/users.vcf'],
      ...[`/api${pathname}`, `/api${pathname}.vcf`],
      ...['/users', `/users?${search}`, `/users/print?${search}`, `/users/addresses?${search}`],
      ...['/users/export?format=csv', `${pathname}/card`],
    ]
    for (const question of questions) {
      const answer = await ask(question)
      expect([question, answer.status]).toEqual([question, 200])
      expect(await answer.text(), question).toContain(name)
    }
  }

  function ask(path: string): Promise<Response> {
    const headers = path.startsWith('/api') ? { authorization: `Bearer ${token}` } : { cookie }
    return fetch(`${server.url}${path}`, { headers })
  }

  /** Until the standby has answered once more. A question with another `limit` is not in memory. */
  async function untilRead(): Promise<void> {
    const before = await count('read')
    let limit = 1
    await expect
      .poll(
        async () => {
          await (await ask(`/api/users?limit=${++limit}`)).text()
          return count('read')
        },
        { timeout: 60_000 },
      )
      .toBeGreaterThan(before)
  }

  async function count(outcome: string): Promise<number> {
    const text = await (await fetch(`${server.url}/metrics`)).text()
    return Number(new RegExp(`rollcall_standby_reads_total\\{outcome="${outcome}"\\} (\\d+)`).exec(text)?.[1])
  }
})
