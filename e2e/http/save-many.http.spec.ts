import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import * as sessions from '#db/accounts/sessions.ts'
import { type Executor, open, transaction } from '#db/database.ts'
import { expect, test } from '../support/fixtures.ts'
import { type FreshServer, openStore, startFreshServer } from '../support/fresh-server.ts'
import { openForm, type PlainForm, post } from '../support/plain-form.ts'

const many = 4_000
const bulkPath = '/users/bulk?do=deactivate&all=on'

test.describe('bulk work and undoing for 4,000 people', () => {
  test.describe.configure({ mode: 'serial', timeout: 300_000 })

  let store: { url: string; close(): Promise<void> }
  let server: FreshServer
  /** Another server on the same store. */
  let other: FreshServer
  let db: Executor
  let cookie: string
  let strangers: string

  test.beforeAll(async () => {
    store = await openStore('save-many')
    server = await startFreshServer({ DATABASE_URL: store.url })
    other = await startFreshServer({ DATABASE_URL: store.url })
    db = open(store.url)
    cookie = await signIn('ada@example.com')
    strangers = await signIn('ben@example.com')
    for (let from = 1; from <= many; from += 1_000)
      await sql`
        insert into users (name, email)
        select 'Person ' || n, 'person' || n || '@example.com'
        from generate_series(${from}::int, ${from + 999}::int) n`.execute(db)
  })

  test.afterAll(async () => {
    await db.destroy()
    await server.close()
    await other.close()
    await store.close()
  })

  test('are saved after the answer in one write, sent twice act once, and are undone in one', async () => {
    const before = await counts()
    const form = await openForm(`${server.url}${bulkPath}`, cookie)
    const path = await begin(form)
    expect(path).toMatch(/^\/users\/saving\/\d+$/)
    expect(await begin(form)).toBe(path)
    expect((await get(server, path, strangers)).status).toBe(404)
    expect(await endOf(other, path)).toEqual({
      location: '/users',
      notice: `users-updated.r${before.revision + 1}`,
    })
    const done = await counts()
    expect(done).toEqual({
      active: 0,
      events: before.events + many,
      deeds: before.deeds + 1,
      revision: before.revision + 1,
    })
    // The answer that was lost is the same later.
    expect(await begin(form)).toBe(path)

    const undo = await openForm(`${server.url}/users/undo/${done.revision}`, cookie)
    expect(await endOf(server, await begin(undo))).toEqual({
      location: '/users',
      notice: `change-undone.r${done.revision + 1}`,
    })
    expect(await counts()).toEqual({
      active: many,
      events: done.events + many,
      deeds: done.deeds + 1,
      revision: done.revision + 1,
    })
  })

  test('are refused on their page when somebody was changed first', async () => {
    const form = await openForm(`${server.url}${bulkPath}`, cookie)
    await sql`update users set version = version + 1 where name = 'Person 7'`.execute(db)
    const before = await counts()
    const answer = await post(form)
    expect([answer.status, answer.headers.get('location')]).toEqual([303, bulkPath])
    expect(noticeOf(answer)).toMatch(/^stale\./)
    expect(await counts()).toEqual(before)
  })

  test('from two windows happen once, and the other window is told so on the page of the form', async () => {
    const before = await counts()
    const forms = [
      await openForm(`${server.url}${bulkPath}`, cookie),
      await openForm(`${other.url}${bulkPath}`, cookie),
    ]
    const ends = await Promise.all(
      forms.map(async (form) => {
        const answer = await post(form)
        const location = answer.headers.get('location') ?? ''
        return location === bulkPath ? { location, notice: noticeOf(answer) } : endOf(server, location)
      }),
    )
    expect(ends.map(({ notice }) => notice.split('.')[0]).toSorted()).toEqual(['stale', 'users-updated'])
    expect(ends.find(({ notice }) => notice.startsWith('stale'))?.location).toBe(bulkPath)
    expect(await counts()).toMatchObject({ active: 0, deeds: before.deeds + 1 })
  })

  test('are there as a whole or not at all when the server is killed in the middle, and can begin again', async () => {
    const [path, list] = ['/users/bulk?do=activate&all=on&status=all', '/users?status=all']
    const before = await counts()
    const saving = await begin(await openForm(`${server.url}${path}`, cookie))
    await pause(1_000)
    await server.crash()
    const end = await endOf(other, saving)
    const after = await counts()
    if (end.location === list) {
      expect(after).toMatchObject({ active: many, events: before.events + many })
      return
    }
    expect(after).toEqual(before)
    expect(end).toEqual({ location: path, notice: expect.stringMatching(/^server-stopped\./) })
    expect(await endOf(other, await begin(await openForm(`${other.url}${path}`, cookie)))).toMatchObject({
      location: list,
    })
    expect(await counts()).toMatchObject({ active: many, events: before.events + many })
  })

  async function signIn(email: string): Promise<string> {
    return transaction(db, async (trx) => {
      const { id } = await trx
        .insertInto('accounts')
        .values({ email, role: 'editor', password: null })
        .returning('id')
        .executeTakeFirstOrThrow()
      return `session=${await sessions.start(trx, id, 'Playwright')}`
    })
  }

  async function begin(form: PlainForm): Promise<string> {
    const answer = await post(form)
    expect(answer.status).toBe(303)
    return answer.headers.get('location') ?? ''
  }

  /** Looks again as a browser without scripts does, and follows the last page. */
  async function endOf(from: FreshServer, path: string): Promise<{ location: string; notice: string }> {
    const end = `${path}/end`
    await expect
      .poll(
        async () => {
          const answer = await get(from, path)
          const text = await answer.text()
          if (text.includes(`<meta http-equiv="refresh" content="0; url=${end}"/>`)) return 'over'
          expect([answer.status, text], from.log()).toEqual([
            200,
            expect.stringContaining('<meta http-equiv="refresh" content="2"'),
          ])
          expect(text).toMatch(/Saving (0|[1-4],000) of 4,000/)
          return 'saving'
        },
        { timeout: 300_000 },
      )
      .toBe('over')
    const answer = await get(from, end)
    return { location: answer.headers.get('location') ?? '', notice: noticeOf(answer) }
  }

  function get(from: FreshServer, path: string, as = cookie): Promise<Response> {
    return fetch(`${from.url}${path}`, { headers: { cookie: as }, redirect: 'manual' })
  }

  async function counts() {
    const { rows } = await sql<Record<'active' | 'events' | 'deeds' | 'revision', number>>`
      select
        (select count(*) from users where status = 'active') as active,
        (select count(*) from events) as events,
        (select count(*) from deeds) as deeds,
        (select revision from directory) as revision`.execute(db)
    return rows[0] ?? { active: 0, events: 0, deeds: 0, revision: 0 }
  }
})

function noticeOf(answer: Response): string {
  return /notice=([^;]*)/.exec(answer.headers.getSetCookie().join('\n'))?.[1] ?? ''
}
