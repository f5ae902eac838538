import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { transaction } from '../database.ts'
import { NotFound, SelectionChanged } from '../errors.ts'
import { eraseUser } from '../privacy/erase-user.ts'
import { nextRevision } from '../revision.ts'
import type { User, Verb } from '../tables.ts'
import { createTeam, deleteTeam } from '../teams/edit.ts'
import { add, alice, bob, db, eventsOf, grace } from '../testing/database.ts'
import { trash, update } from './edit.ts'
import { findAnywhere } from './find.ts'
import { type Change, insertUsers, saveUsers } from './save.ts'
import { snapshot } from './snapshot.ts'
import { readWrite, undo, type Written } from './undo.ts'

/** @returns the revision of the write */
function write(verb: Exclude<Verb, 'erase'>, changes: readonly Change[]): Promise<number> {
  return transaction(db, async (trx) => {
    const revision = await nextRevision(trx)
    await saveUsers(trx, changes, { verb, revision, actor: grace, origin: 'bulk' })
    return revision
  })
}

/** @param shown - an earlier state of the page; the present one when absent */
async function undoWrite(revision: number, shown?: Written) {
  const write = shown ?? (await readWrite(db, revision))
  const fingerprint = write?.groups.free?.fingerprint ?? ''
  return transaction(db, (trx) => undo(trx, { write: revision, fingerprint }, grace))
}

const now = async ({ id }: User) => findAnywhere(db, id)
const inactive = (before: User): Change => ({ before, values: { ...snapshot(before), status: 'inactive' } })
const addTeam = () => transaction(db, (trx) => createTeam(trx, { name: `Team ${randomUUID()}` }, grace))

test('what a write did to many is undone in one write, which can be undone', async () => {
  const people = [await add(alice()), await add(bob())]
  const revision = await write('update', people.map(inactive))
  expect(await readWrite(db, revision)).toMatchObject({
    revision,
    actor: 'Grace',
    verbs: ['update'],
    count: 2,
    groups: {
      free: {
        count: 2,
        people: [{ name: 'Alice', email: people[0]?.email, verb: 'update' }, { name: 'Bob' }],
      },
    },
  })

  const back = await undoWrite(revision)
  expect(back.count).toBe(2)
  for (const user of people) {
    expect(await now(user)).toMatchObject({ status: 'active', version: 3 })
    expect((await eventsOf(user.id)).at(-1)).toMatchObject({ verb: 'revert', revision: back.revision })
  }
  expect(await readWrite(db, revision)).toMatchObject({ groups: { changed: { count: 2 } } })
  await expect(undoWrite(revision)).rejects.toThrow(NotFound)

  expect((await undoWrite(back.revision)).count).toBe(2)
  expect(await now(people[0] as User)).toMatchObject({ status: 'inactive', version: 4 })
})

test('when somebody else changes one of them after the page was shown, nothing is undone', async () => {
  const [user, other] = [await add(alice()), await add(bob())]
  const revision = await write('update', [user, other].map(inactive))
  const shown = await readWrite(db, revision)
  const changed = (await now(other)) as User
  await transaction(db, (trx) => update(trx, changed, { ...snapshot(changed), location: 'Kyoto' }, grace))
  await expect(undoWrite(revision, shown)).rejects.toThrow(SelectionChanged)
  expect(await now(user)).toMatchObject({ status: 'inactive', version: 2 })
  expect((await undoWrite(revision)).count).toBe(1)
})

test('trashed people come back, added and restored people go to the trash', async () => {
  const [user, gone] = [await add(alice()), await add(bob())]
  const trashed = await write('trash', [{ before: user, trashed: true }])
  await undoWrite(trashed)
  expect(await now(user)).toMatchObject({ trashedAt: null, version: 3 })

  const inTrash = await transaction(db, (trx) => trash(trx, gone, grace))
  // Restored with other values in one write, as an import does.
  const values = { ...snapshot(inTrash), jobTitle: 'Librarian' }
  const restored = await write('restore', [{ before: inTrash, values, trashed: false }])
  await undoWrite(restored)
  expect(await now(gone)).toMatchObject({ jobTitle: gone.jobTitle, trashedAt: expect.any(Date), version: 4 })

  const { revision, added } = await transaction(db, async (trx) => {
    const revision = await nextRevision(trx)
    return {
      revision,
      added: await insertUsers(trx, [alice(), bob()], { revision, actor: grace, origin: 'import' }),
    }
  })
  expect((await undoWrite(revision)).count).toBe(2)
  for (const each of added) {
    expect(await now(each)).toMatchObject({ trashedAt: expect.any(Date), version: 2 })
    expect((await eventsOf(each.id)).map(({ verb }) => verb)).toEqual(['create', 'trash'])
  }
})

test('people who were changed since or erased, or whose e-mail is taken, are left alone', async () => {
  const [free, changed, erased, taken] = [
    await add(alice({ name: 'Free' })),
    await add(alice({ name: 'Changed' })),
    await add(alice({ name: 'Erased' })),
    await add(alice({ name: 'Taken' })),
  ]
  const revision = await write(
    'trash',
    [free, changed, erased, taken].map((before) => ({ before, trashed: true })),
  )
  await write('update', [inactive((await now(changed)) as User)])
  await transaction(db, (trx) => eraseUser(trx, { ...erased, version: 2 }, 'Erased', grace))
  await add(bob({ name: 'Bob Two', email: taken.email.toUpperCase() }))

  expect((await readWrite(db, revision))?.groups).toMatchObject({
    free: { count: 1, people: [{ id: free.id, name: 'Free', isTrashed: true, holder: null }] },
    changed: { count: 1, people: [{ name: 'Changed' }] },
    erased: { count: 1, people: [] },
    'taken email': { count: 1, people: [{ name: 'Taken', holder: 'Bob Two' }] },
  })
  expect((await undoWrite(revision)).count).toBe(1)
  expect(await now(free)).toMatchObject({ trashedAt: null })
  for (const user of [changed, taken]) expect(await now(user)).toMatchObject({ trashedAt: expect.any(Date) })
  expect(await now(erased)).toBeUndefined()
})

test('whose staff number somebody else has now is left alone, and who had none is not', async () => {
  const number = randomUUID()
  const [taken, free] = [await add(alice({ staffNumber: number })), await add(alice())]
  const revision = await write(
    'update',
    [taken, free].map((before) => ({ before, values: { ...snapshot(before), staffNumber: randomUUID() } })),
  )
  await add(bob({ name: 'Bob Two', staffNumber: number.toUpperCase() }))
  expect((await readWrite(db, revision))?.groups).toMatchObject({
    free: { count: 1 },
    'taken staffNumber': { count: 1, people: [{ holder: 'Bob Two', isTrashed: false }] },
  })
  expect((await undoWrite(revision)).count).toBe(1)
  expect(await now(free)).toMatchObject({ staffNumber: '' })
  expect(await now(taken)).toMatchObject({ version: 2 })
})

test('whose email somebody else has with the other form of its domain is left alone', async () => {
  const local = randomUUID()
  const taken = await add(alice({ email: `${local}@bücher.example` }))
  const revision = await write('trash', [{ before: taken, trashed: true }])
  await add(bob({ name: 'Bob Two', email: `${local}@xn--bcher-kva.example` }))
  expect((await readWrite(db, revision))?.groups).toMatchObject({
    'taken email': { count: 1, people: [{ holder: 'Bob Two' }] },
  })
})

test('an e-mail that the same write gave to somebody new is free again', async () => {
  const user = await add(alice())
  const { revision, other } = await transaction(db, async (trx) => {
    const revision = await nextRevision(trx)
    const values = { ...snapshot(user), email: alice().email }
    await saveUsers(trx, [{ before: user, values }], {
      verb: 'update',
      revision,
      actor: grace,
      origin: 'import',
    })
    const [other] = await insertUsers(trx, [bob({ email: user.email })], {
      revision,
      actor: grace,
      origin: 'import',
    })
    return { revision, other: other as User }
  })
  expect((await undoWrite(revision)).count).toBe(2)
  expect(await now(user)).toMatchObject({ email: user.email, trashedAt: null })
  expect(await now(other)).toMatchObject({ trashedAt: expect.any(Date) })
})

test('deleted teams stay deleted, and people without any other change keep their version', async () => {
  const [kept, gone] = [await addTeam(), await addTeam()]
  const values = { teams: [kept.id, gone.id] }
  const [moved, left] = [await add(alice(values)), await add(bob(values))]
  const revision = await write('update', [
    { before: moved, values: { ...snapshot(moved), teams: [], jobTitle: 'Librarian' } },
    { before: left, values: { ...snapshot(left), teams: [kept.id] } },
  ])
  await transaction(db, (trx) => deleteTeam(trx, gone, undefined, grace))
  expect((await readWrite(db, revision))?.groups).toMatchObject({ free: { count: 1 }, same: { count: 1 } })
  expect((await undoWrite(revision)).count).toBe(1)
  expect(await now(moved)).toMatchObject({ teams: [kept.id], jobTitle: moved.jobTitle })
  expect(await now(left)).toMatchObject({ teams: [kept.id], version: 2 })
})

test('an event from before there were teams leaves them as they are', async () => {
  const team = await addTeam()
  const user = await add(alice({ teams: [team.id] }))
  const after = await transaction(db, (trx) =>
    update(trx, user, { ...snapshot(user), jobTitle: 'Librarian' }, grace),
  )
  const { teams: _, ...before } = snapshot(user)
  const revision = await transaction(db, async (trx) => {
    const made = await nextRevision(trx)
    await trx.updateTable('users').set({ version: 3 }).where('id', '=', user.id).execute()
    const event = { actor: 'Grace', verb: 'update', userId: user.id, version: 3, revision: made } as const
    const told = { before: JSON.stringify(before), after: JSON.stringify(snapshot(after)) }
    await trx
      .insertInto('events')
      .values({ ...event, ...told })
      .execute()
    return made
  })
  await undoWrite(revision)
  expect(await now(user)).toMatchObject({ teams: [team.id], jobTitle: user.jobTitle, version: 4 })
})

test('a write that did nothing to anybody is none', async () => {
  expect(await readWrite(db, 999_999_999_999)).toBeUndefined()
  await expect(undoWrite(999_999_999_999)).rejects.toThrow(NotFound)
})

test('a write is undone for one person, and the others stay as it left them', async () => {
  const [one, two] = [await add(alice()), await add(bob())]
  const revision = await write('update', [one, two].map(inactive))
  const shown = await readWrite(db, revision, one.id)
  expect(shown).toMatchObject({ count: 1, isPartOfMore: true, groups: { free: { count: 1 } } })
  const { fingerprint = '' } = shown?.groups.free ?? {}
  const undoOne = () =>
    transaction(db, (trx) => undo(trx, { write: revision, person: one.id, fingerprint }, grace))
  expect((await undoOne()).count).toBe(1)
  expect(await now(one)).toMatchObject({ status: 'active', version: 3 })
  expect(await now(two)).toMatchObject({ status: 'inactive', version: 2 })
  await expect(undoOne()).rejects.toThrow(NotFound)
  expect(await readWrite(db, revision)).toMatchObject({
    isPartOfMore: false,
    groups: { changed: { count: 1 }, free: { count: 1 } },
  })
  const stranger = await add(bob())
  expect(await readWrite(db, revision, stranger.id)).toBeUndefined()
})

test('for one person, an email stays with somebody who was added together with them', async () => {
  const email = `${randomUUID()}@example.com`
  const user = await add(alice({ email }))
  const revision = await transaction(db, async (trx) => {
    const revision = await nextRevision(trx)
    const made = { revision, actor: grace, origin: 'import' } as const
    const values = { ...snapshot(user), email: '' }
    await saveUsers(trx, [{ before: user, values }], { verb: 'update', ...made })
    await insertUsers(trx, [bob({ email })], made)
    return revision
  })
  expect(await readWrite(db, revision)).toMatchObject({ groups: { free: { count: 2 } } })
  expect(await readWrite(db, revision, user.id)).toMatchObject({
    groups: { 'taken email': { count: 1, people: [{ holder: 'Bob' }] } },
  })
})
