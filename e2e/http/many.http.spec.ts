import { CompiledQuery, sql } from 'kysely'
import { type Executor, open, transaction } from '#db/database.ts'
import { openPublicView } from '#db/settings/settings.ts'
import { createTeam } from '#db/teams/edit.ts'
import { openLine } from '#db/testing/line.ts'
import { recordStatements } from '#db/testing/statements.ts'
import { byIndex } from '#db/users/by-index.ts'
import { list } from '#db/users/list.ts'
import type { Walk } from '#db/users/walk.ts'
import { openDirectory } from '../bench/directory.ts'
import { readStatements, type Statement } from '../support/client-messages.ts'
import { expect, test } from '../support/fixtures.ts'
import { type FreshServer, openStore, startFreshServer } from '../support/fresh-server.ts'

const many = 100_000
// The statement timeout is five seconds, and other tests run at the same time.
const batch = 2_000
const actor = { id: null, name: 'test', role: 'admin' } as const

test.describe('a directory of 100,000', () => {
  test.describe.configure({ mode: 'serial', timeout: 900_000 })
  let store: { url: string; close(): Promise<void> }
  let server: FreshServer
  let db: Executor

  test.beforeAll(async () => {
    test.setTimeout(900_000)
    store = await openStore('many')
    server = await startFreshServer({ DATABASE_URL: store.url })
    db = open(store.url)
    await openPublicView(db)
    for (let from = 1; from <= many; from += batch)
      await sql`
        insert into users (name, email, job_title)
        select 'Person ' || n, 'person' || n || '@example.com', 'Number ' || n % 100
        from generate_series(${from}::int, ${from + batch - 1}::int) n`.execute(db)
  })

  test.afterAll(async () => {
    await db.destroy()
    await server.close()
    await store.close()
  })

  test('goes out as JSON Lines while the memory of the server stays flat', async () => {
    await readAll()
    const before = await server.memory()
    let highest = before
    const { lines, firstByte } = await readAll(async () => {
      highest = Math.max(highest, await server.memory())
    })
    test.info().annotations.push({
      type: 'figures',
      description: `${lines} lines; first byte after ${firstByte} ms; memory ${before} MB before, ${highest} MB at most`,
    })
    console.log(test.info().annotations.at(-1)?.description)
    expect(lines).toBe(many)
    expect(highest - before).toBeLessThan(80)
  })

  test('is walked forwards and backwards while others add, rename and trash: nobody who stays put is missed or repeated', async () => {
    const stay = (id: number) => id <= many && id % 10 !== 3
    let turn = 0
    const disturb = async () => {
      turn++
      await sql`insert into users (name, email) values ('New', ${`new${turn}@example.com`})`.execute(db)
      await sql`update users set name = 'Renamed ' || id where id = ${turn * 790 + 3}`.execute(db)
      await sql`update users set trashed_at = now() where id = ${turn * 900 + 13}`.execute(db)
    }
    for (const sort of ['id', 'name']) {
      const forwards = await walk(`/api/users?limit=1000&sort=${sort}`, 'next', disturb)
      const backwards = await walk(forwards.last, 'prev', disturb)
      for (const { ids } of [forwards, backwards]) {
        const seen = ids.filter(stay)
        expect(new Set(seen).size).toBe(seen.length)
      }
      expect(forwards.ids.filter(stay)).toHaveLength(many - many / 10)
      // The walk back starts at the last page, and only misses that page.
      expect(backwards.ids.filter(stay).length).toBeGreaterThan(many - many / 10 - 1_000)
    }
  })

  test('is shown page by page along indexes, in every order and through every filter', async () => {
    const team = await addTeam('Kitchen')
    await sql`update users set status = 'inactive' where id % 500 = 1`.execute(db)
    await sql`analyze users`.execute(db)
    const including = (...names: string[]): unknown => expect.arrayContaining(names)
    const rankedOfMany = including('users_names_directory', 'users_reach_contact', 'users_search_contact')
    const ranked = including(
      'users_by_name',
      'users_by_surname',
      'users_names_directory',
      'users_reach_contact',
      'users_search_contact',
    )
    // Of some indexes one is as good as the other.
    const inactive = [expect.stringMatching(/^users_(by_status|inactive)$/), 'users_recent']
    const byName = [expect.stringMatching(/^users_(public_by_name|by_status)$/)]
    const cases: [Partial<Walk>, unknown][] = [
      [{ order: 'name' }, ['users_by_name']],
      [{ order: '-name' }, ['users_by_name']],
      [{ order: 'jobTitle' }, ['users_by_job_title']],
      [{ order: '-jobTitle' }, ['users_by_job_title']],
      [{ order: 'updatedAt' }, ['users_recent']],
      [{ order: '-updatedAt' }, ['users_recent']],
      [{ order: 'name', scope: 'public', level: 'public' }, byName],
      [{ order: 'jobTitle', scope: 'public', level: 'public' }, ['users_public_by_job_title']],
      // Words and filters are searched along the order first, and then by their own index.
      [{ order: 'name', filters: { q: 'person77777' } }, ['users_by_name', 'users_search_contact']],
      [{ order: '-jobTitle', filters: { q: 'person77777' } }, ['users_by_job_title', 'users_search_contact']],
      // Ranks are ranges of names and surnames, or have an index of their own, as all have for several words.
      [{ order: 'match', filters: { q: 'person77777' } }, ranked],
      [{ order: 'match', filters: { q: 'person 77777 number' } }, rankedOfMany],
      [
        { order: 'match', scope: 'public', level: 'public', filters: { q: '77777' } },
        including('users_names_public', 'users_search_public'),
      ],
      [{ order: '-updatedAt', filters: { team: [team] } }, ['users_by_team', 'users_recent']],
      [{ order: 'name', filters: { team: [team] } }, ['users_by_name', 'users_by_team']],
      [{ order: '-updatedAt', filters: { status: 'inactive' } }, inactive],
      [{ order: 'name', filters: { status: 'active' } }, ['users_by_status']],
    ]
    const plans = []
    for (const [asked] of cases) {
      const walk = { scope: 'untrashed', order: 'id', level: 'contact', limit: 25, ...asked } as const
      plans.push([asked, await indexesOf(walk)])
    }
    expect(plans).toEqual(cases)
  })

  test('is read from end to end by no page of a list or of a person', async () => {
    const team = await addTeam('Library')
    await sql`analyze users`.execute(db)
    let sent = new Map<object, Statement[]>()
    const line = await openLine(store.url, (connection) =>
      connection.on(
        'data',
        readStatements((statement) => sent.set(connection, [...(sent.get(connection) ?? []), statement])),
      ),
    )
    const watched = await startFreshServer({ DATABASE_URL: line.url })
    const directory = await openDirectory(store.url, 'editor')
    const inTeam = many - 500
    const inList = (list: string) => `/users/${inTeam}?${new URLSearchParams({ list })}`
    const deep = await directory.pageBehind('/users?sort=name', many / 2, { status: 'active' })
    try {
      const scanned = []
      for (const path of [
        `/users/print?${await directory.idsOf300()}`,
        `/users/print?team=${team}`,
        '/users?from=P',
        deep,
        `/teams/${team}`,
        `/users?team=${team}`,
        `/users/${inTeam}`,
        ...[`/teams/${team}`, '/users?sort=-name', `/users?q=person${inTeam}`, deep].map(inList),
        `/users/${inTeam}/edit`,
        `/users/${inTeam}/history`,
        `/users/${inTeam}/delete`,
        '/users/trash',
      ]) {
        sent = new Map()
        const { status } = await fetch(`${watched.url}${path}`, { headers: { cookie: directory.cookie } })
        expect([path, status]).toEqual([path, 200])
        const plans = []
        for (const statements of sent.values()) plans.push(...(await plansOf(statements)))
        expect(plans.join('\n'), path).toContain(' on users')
        if (plans.some((plan) => plan.includes('Seq Scan on users'))) scanned.push([path, plans])
      }
      expect(scanned).toEqual([])
    } finally {
      await directory.close()
      await watched.close()
      await line.close()
    }
  })

  /** Of the statements about users, with the settings that the others around them make. */
  async function plansOf(statements: Statement[]): Promise<string[]> {
    return db.connection().execute(async (connection) => {
      const plans: string[] = []
      for (const { text, values } of statements) {
        const isSetting = /^(start|begin|commit|rollback|set|select set_config)\b/i.test(text)
        if (!isSetting && !/\busers\b/.test(text)) continue
        const query = CompiledQuery.raw(isSetting ? text : `explain ${text}`, values)
        const { rows } = await connection.executeQuery<Record<string, string>>(query)
        if (!isSetting) plans.push(rows.map((row) => Object.values(row).join()).join('\n'))
      }
      await sql`rollback`.execute(connection)
      return plans
    })
  }

  /** With one person in a thousand. @returns its id */
  async function addTeam(name: string): Promise<number> {
    const { id } = await transaction(db, (trx) => createTeam(trx, { name }, actor))
    await sql`update users set teams = teams || ${id}::integer where id % 1000 = 500`.execute(db)
    return id
  }

  async function indexesOf(walk: Walk) {
    const recorded = recordStatements(db)
    await byIndex(recorded.db, (trx) => list(trx, walk))
    const plans: string[] = []
    for (const { sql: text, parameters } of recorded.statements) {
      const explain = CompiledQuery.raw(`explain ${text}`, [...parameters])
      const { rows } = await byIndex(db, (trx) => trx.executeQuery<{ 'QUERY PLAN': string }>(explain))
      plans.push(...rows.map((row) => Object.values(row).join()))
    }
    const plan = plans.join('\n')
    expect(plan, JSON.stringify(walk)).not.toContain('Seq Scan on users')
    const names = [...plan.matchAll(/Scan (?:Backward )?(?:using|on) (users_\w+)/g)].map(([, name]) => name)
    // The primary key only fetches the rows that another index found.
    return [...new Set(names)].filter((name) => name !== 'users_pkey').toSorted()
  }

  async function walk(start: string, rel: string, meanwhile: () => Promise<void>) {
    const ids: number[] = []
    let last = start
    for (let next: string | undefined = start; next; ) {
      last = next
      const answer: Response = await fetch(`${server.url}${next}`)
      ids.push(...(await answer.json()).map(({ id }: { id: number }) => id))
      await meanwhile()
      next = new RegExp(`<([^>]+)>; rel="${rel}"`).exec(answer.headers.get('link') ?? '')?.[1]
    }
    return { ids, last }
  }

  async function readAll(meanwhile = async () => {}) {
    const start = Date.now()
    const answer = await fetch(`${server.url}/api/users?format=jsonl`)
    let [lines, firstByte, chunks] = [0, 0, 0]
    for await (const chunk of answer.body ?? []) {
      firstByte ||= Date.now() - start
      for (const byte of chunk as Uint8Array) if (byte === 10) lines++
      if (chunks++ % 20 === 0) await meanwhile()
    }
    return { lines, firstByte }
  }
})
