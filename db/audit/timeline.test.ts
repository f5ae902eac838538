import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createAccount } from '../accounts/edit.ts'
import { type Executor, transaction } from '../database.ts'
import { importUsers } from '../imports/save.ts'
import type { Actor } from '../policy.ts'
import { eraseUser } from '../privacy/erase-user.ts'
import { nextRevision } from '../revision.ts'
import { createTeam } from '../teams/edit.ts'
import { add, alice, bob, db, grace, openOwnDatabase } from '../testing/database.ts'
import { changeMany, previewMany } from '../users/bulk.ts'
import { create, trash, update } from '../users/edit.ts'
import { insertUsers } from '../users/save.ts'
import { snapshot } from '../users/snapshot.ts'
import { readWrite, undo } from '../users/undo.ts'
import { recordAccount } from './account-events.ts'
import { nameFile } from './deeds.ts'
import { type DeedFilters, eventsOfDeed, timeline, timelineQuery } from './timeline.ts'

const read = (filters: DeedFilters, withAccounts = true) => timeline(db, { withAccounts, filters, limit: 50 })

async function newActor(role: Actor['role'] = 'editor') {
  const email = `actor-${randomUUID()}@example.com`
  const account = await transaction(db, (trx) => createAccount(trx, { email, role, userEmail: '' }, grace))
  return { id: account.id, name: email, role }
}

test('a write is one deed, however many people it changes, with how it was done', async () => {
  const ben = await newActor()
  const [one, two] = [await add(alice()), await add(bob())]
  const selection = { ids: [one.id, two.id] }
  const operation = { do: 'deactivate' } as const
  const { fingerprint } = await previewMany(db, selection, operation)
  const bulk = await transaction(db, (trx) => changeMany(trx, { selection, operation, fingerprint }, ben))
  const { fingerprint: free = '' } = (await readWrite(db, bulk.revision))?.groups.free ?? {}
  const undone = await transaction(db, (trx) => undo(trx, { write: bulk.revision, fingerprint: free }, ben))
  const three = await transaction(db, (trx) => create(trx, alice(), ben))

  const deeds = await read({ actor: ben.id })
  expect(deeds).toMatchObject([
    { verb: 'create', origin: 'form', people: 1, userId: three.id, name: three.name, isLatest: true },
    { verb: 'undo', origin: 'undo', people: 2, revision: undone.revision },
    { verb: 'update', origin: 'bulk', people: 2, revision: bulk.revision, after: { status: 'inactive' } },
  ])
  expect(deeds.map(({ actor }) => actor)).toEqual([ben.name, ben.name, ben.name])
  const people = await eventsOfDeed(db, bulk.revision, 1)
  expect(people).toMatchObject([{ userId: one.id, name: one.name, isLatest: false }])
  expect(await eventsOfDeed(db, bulk.revision, 5, one.id)).toMatchObject([{ userId: two.id }])
})

test('an import of several kinds is one deed with the name of its file, until somebody in it is erased', async () => {
  const ben = await newActor()
  const before = await add(alice())
  const revision = await transaction(db, async (trx) => {
    const directory = trx.selectFrom('directory').select('revision').forUpdate()
    const { revision } = await directory.executeTakeFirstOrThrow()
    const changed = [{ before, values: { ...snapshot(before), location: 'Kyoto' }, newTeams: [] }]
    const added = [bob(), bob()].map((values) => ({ values, newTeams: [] }))
    const written = await importUsers(trx, { added, changed, restored: [], revision }, ben)
    await nameFile(trx, written, 'good.csv')
    return written
  })
  const imported = { verb: 'import', origin: 'import', people: 3, fileName: 'good.csv', revision }
  expect(await read({ actor: ben.id })).toMatchObject([imported])
  await transaction(db, async (trx) => {
    const gone = await trash(trx, { id: before.id, version: 2 }, grace)
    await eraseUser(trx, gone, gone.name, grace)
  })
  expect(await read({ actor: ben.id })).toMatchObject([{ ...imported, fileName: '' }])
  expect(await read({ people: [before.id] })).toMatchObject([
    { verb: 'erase', name: null, before: null, after: null },
    { verb: 'trash', name: null, before: null, after: null },
    { verb: 'import', people: 3 },
    { verb: 'create', name: null, before: null, after: null },
  ])
})

test('a large write adds up to one deed', async () => {
  const revision = await transaction(db, async (trx) => {
    const revision = await nextRevision(trx)
    const write = { revision, actor: grace, origin: 'import' } as const
    await insertUsers(trx, [alice(), bob()], write)
    await insertUsers(trx, [bob()], write)
    return revision
  })
  expect(await read({ revision })).toMatchObject([{ people: 3, verb: 'import' }])
})

test('only admins read deeds about accounts; editors read those about teams', async () => {
  const ben = await newActor()
  const team = `Team ${randomUUID()}`
  await transaction(db, async (trx) => {
    await createTeam(trx, { name: team }, ben)
    await recordAccount(trx, ben, { verb: 'sign-in', accountId: ben.id })
  })
  const all = await read({ actor: ben.id })
  expect(all.map(({ verb }) => verb).sort()).toEqual(['create-team', 'sign-in'])
  expect(all.find(({ verb }) => verb === 'sign-in')).toMatchObject({ subject: ben.name, area: 'accounts' })
  const ofEditors = await read({ actor: ben.id }, false)
  expect(ofEditors).toMatchObject([{ verb: 'create-team', after: { name: team }, area: 'teams' }])
})

test('filters narrow the timeline to people, a deed and times, and a page continues before a deed', async () => {
  const ben = await newActor()
  const user = await transaction(db, (trx) => create(trx, alice(), ben))
  const changed = await transaction(db, (trx) =>
    update(trx, user, { ...snapshot(user), location: 'Oslo' }, ben),
  )
  await transaction(db, (trx) => trash(trx, changed, ben))
  const about: DeedFilters = { people: [user.id] }
  const verbs = async (filters: DeedFilters) => (await read({ ...about, ...filters })).map(({ verb }) => verb)
  expect(await verbs({})).toEqual(['trash', 'update', 'create'])
  expect(await verbs({ verb: 'update', actor: ben.id })).toEqual(['update'])
  expect(await verbs({ actor: 'machine' })).toEqual([])
  const { createdAt } = user
  expect(await verbs({ until: createdAt })).toEqual([])
  expect(await verbs({ from: createdAt, until: new Date(createdAt.getTime() + 1) })).toContain('create')

  const [latest] = await read(about)
  const rest = await timeline(db, { withAccounts: true, filters: about, before: latest?.id, limit: 1 })
  expect(rest).toMatchObject([{ verb: 'update', isLatest: false }])
})

describe('with 20,000 deeds of 60,000 people', () => {
  let own: Awaited<ReturnType<typeof openOwnDatabase>>
  let large: Executor

  beforeAll(async () => {
    own = await openOwnDatabase()
    large = own.db
    await sql`
      insert into events (at, actor, actor_id, verb, origin, revision, user_id, version, before, after)
      select now() - n * interval '1 minute', 'account ' || n % 50, n % 50, 'create', 'import', n, n * 10 + each, 1, null, '{}'
      from generate_series(1, 20000) n, generate_series(1, 3) each`.execute(large)
    await sql`
      insert into events (at, actor, verb) select now() - n * interval '1 minute', 'Somebody', 'refuse-sign-in'
      from generate_series(1, 20000) n`.execute(large)
    await sql`analyze`.execute(large)
  })
  afterAll(() => own.close())

  const day = new Date(Date.now() - 5 * 24 * 60 * 60_000)
  const filters: [string, DeedFilters][] = [
    ['nothing', {}],
    ['a person', { people: [5001, 5002] }],
    ['an actor', { actor: 7 }],
    ['commands', { actor: 'machine' }],
    ['a deed', { verb: 'import' }],
    ['a deed that is rare', { verb: 'erase' }],
    ['days', { from: day, until: new Date(day.getTime() + 24 * 60 * 60_000) }],
    ['an actor and a deed', { actor: 7, verb: 'import', until: day }],
    ['a write', { revision: 9 }],
  ]
  for (const withAccounts of [true, false])
    test.each(filters)(
      `a page filtered by %s${withAccounts ? ', for admins,' : ''} scans no table`,
      async (_, chosen) => {
        const { id } = await large
          .selectFrom('deeds')
          .select('id')
          .where('revision', '=', 300)
          .executeTakeFirstOrThrow()
        for (const before of [undefined, id]) {
          const query = timelineQuery({ withAccounts, filters: chosen, before, limit: 51 })
          const { rows } = await sql<{ 'QUERY PLAN': string }>`explain ${query}`.execute(large)
          const plan = rows.map((row) => Object.values(row)[0]).join('\n')
          expect(plan).not.toMatch(/Seq Scan on (deeds|events)/)
          expect(plan).toMatch(/Index (Only )?Scan|Bitmap/)
        }
      },
    )
})
