import { setTimeout as pause } from 'node:timers/promises'
import * as sessions from '#db/accounts/sessions.ts'
import { type Executor, open, transaction } from '#db/database.ts'
import { openPublicView } from '#db/settings/settings.ts'
import { isEmbedded } from '#db/store/address.ts'
import { expect, test } from '../support/fixtures.ts'
import { type FreshServer, openStore, startFreshServer } from '../support/fresh-server.ts'
import { openForm, post } from '../support/plain-form.ts'

const many = 20_000

test.describe('an import of 20,000', () => {
  test.describe.configure({ mode: 'serial', timeout: 1_800_000 })

  let store: { url: string; close(): Promise<void> }
  let server: FreshServer
  let db: Executor
  let cookie: string

  test.beforeAll(async () => {
    store = await openStore('import')
    server = await startFreshServer({ DATABASE_URL: store.url })
    db = open(store.url)
    await openPublicView(db)
    cookie = await transaction(db, async (trx) => {
      const { id } = await trx
        .insertInto('accounts')
        .values({ email: 'ada@example.com', role: 'editor', password: null })
        .returning('id')
        .executeTakeFirstOrThrow()
      return `session=${await sessions.start(trx, id, 'Playwright')}`
    })
  })

  test.afterAll(async () => {
    await db.destroy()
    await server.close()
    await store.close()
  })

  test('adds all of them, and then changes all of them, while pages can still be read', async () => {
    const { revision } = await counts()
    for (const [round, jobTitle] of ['Porter', 'Head porter'].entries()) {
      const { page, seconds: dryRun } = await upload(jobTitle)
      const { status, headers } = await timed(() => post(page.form, { step: 'import' }))
      expect([status, headers.get('location')]).toEqual([303, page.path])
      const reads: number[] = []
      const began = Date.now()
      for (let text = ''; !text.includes('people.csv is imported'); ) {
        const read = await timed(() => get(page.path))
        text = await read.text()
        expectRead(read)
        reads.push(read.seconds)
        expectRead(await fetch(`${server.url}/api/users?limit=1`))
        if (Date.now() - began > 600_000) throw new Error(`not imported: ${server.log()}`)
        if (text.includes('Importing people.csv'))
          expect(text).toContain('<meta http-equiv="refresh" content="2"')
        await pause(100)
      }
      tell(`${round === 0 ? 'new' : 'changed'}: upload and dry run ${dryRun} s; saved after ${(Date.now() - began) / 1000} s;
        longest wait of the page ${Math.max(...reads)} s`)
      expect(await counts()).toEqual({
        people: many,
        events: many * (round + 1),
        revision: revision + round + 1,
      })
    }
  })

  test('is there as a whole or not at all when the server is killed in the middle, and can begin again', async () => {
    const { page } = await upload('Doorkeeper')
    const before = await counts()
    expect((await post(page.form, { step: 'import' })).status).toBe(303)
    await pause(1_500)
    await server.crash()
    await server.close()
    server = await startFreshServer({ DATABASE_URL: store.url })
    const after = await counts()
    tell(`killed: ${after.revision === before.revision ? 'nothing' : 'all'} was saved`)
    if (after.revision !== before.revision) {
      expect(after).toEqual({ ...before, events: before.events + many, revision: before.revision + 1 })
      return
    }
    expect(after).toEqual(before)
    let text = ''
    for (let tries = 0; tries < 30 && !text.includes('The server stopped'); tries++) {
      text = await (await get(page.path)).text()
      await pause(1_000)
    }
    expect(text).toContain('The server stopped during the import, so nothing was imported')
    const again = await openForm(`${server.url}${page.path}`, cookie)
    expect((await post(again, { step: 'import' })).headers.get('location')).toBe(page.path)
    await expect
      .poll(async () => (await get(page.path)).text(), { timeout: 600_000 })
      .toContain('people.csv is imported')
    expect((await counts()).events).toBe(before.events + many)
  })

  /** Opens the preview of an import that gives everybody this job title. */
  async function upload(jobTitle: string) {
    const rows = Array.from(
      { length: many },
      (_, n) => `Person ${n},person${n}@example.com,${jobTitle},Room ${n % 300},+44 1632 960 001`,
    )
    const file = new File([['name,email,job title,location,phone', ...rows].join('\n')], 'people.csv')
    const form = await openForm(`${server.url}/users/import`, cookie)
    const began = Date.now()
    const path = (await post(form, { file })).headers.get('location') ?? ''
    const page = { path, form: await openForm(`${server.url}${path}`, cookie) }
    return { page, seconds: (Date.now() - began) / 1000 }
  }

  /**
   * On a server no reader waits. The embedded store runs one transaction after the other: the JSON answers 503 after six
   * seconds and a page after a minute, which a slow machine needs for these.
   */
  function expectRead({ status, headers }: Response): void {
    if (!isEmbedded(store.url) || status !== 503) expect(status, server.log()).toBe(200)
    else expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
  }

  function get(path: string): Promise<Response> {
    return fetch(`${server.url}${path}`, { headers: { cookie } })
  }

  async function counts() {
    const count = async (table: 'users' | 'events') =>
      (
        await db
          .selectFrom(table)
          .select((eb) => eb.fn.countAll<number>().as('count'))
          .executeTakeFirstOrThrow()
      ).count
    const { revision } = await db.selectFrom('directory').select('revision').executeTakeFirstOrThrow()
    return { people: await count('users'), events: await count('events'), revision }
  }
})

async function timed(ask: () => Promise<Response>): Promise<Response & { seconds: number }> {
  const began = Date.now()
  const answer = await ask()
  return Object.assign(answer, { seconds: (Date.now() - began) / 1000 })
}

function tell(description: string): void {
  test.info().annotations.push({ type: 'figures', description })
  console.log(description)
}
