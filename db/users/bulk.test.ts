import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { transaction } from '../database.ts'
import { FieldRefused, NotFound, SelectionChanged } from '../errors.ts'
import type { User } from '../tables.ts'
import { createTeam } from '../teams/edit.ts'
import { add, alice, bob, db, eventsOf, grace } from '../testing/database.ts'
import { changeMany, checkMany, type Operation, previewMany, type Selection } from './bulk.ts'
import { trash, update } from './edit.ts'
import { findAnywhere } from './find.ts'

const these = (...users: User[]): Selection => ({ ids: users.map(({ id }) => id) })
const addTeam = () => transaction(db, (trx) => createTeam(trx, { name: `Team ${randomUUID()}` }, grace))
const now = async ({ id }: User) => findAnywhere(db, id)

async function change(selection: Selection, operation: Operation) {
  const { fingerprint } = await previewMany(db, selection, operation)
  return transaction(db, (trx) => changeMany(trx, { selection, operation, fingerprint }, grace))
}

test('it says how many people it will change, and how many are saved', async () => {
  const selection = these(await add(alice()), await add(bob()), await add(bob({ status: 'inactive' })))
  const operation = { do: 'deactivate' } as const
  const asked = { selection, operation, fingerprint: (await previewMany(db, selection)).fingerprint }
  expect(await checkMany(db, asked)).toBe(2)
  const saved: number[] = []
  await transaction(db, (trx) => changeMany(trx, asked, grace, (count) => saved.push(count)))
  expect(saved).toEqual([2])
  await expect(checkMany(db, asked)).rejects.toThrow(SelectionChanged)
})

test('ticked people change in one write, each with one event', async () => {
  const people = [await add(alice()), await add(bob()), await add(bob({ status: 'inactive' }))]
  const seen = await previewMany(db, these(...people), { do: 'deactivate' })
  expect(seen).toMatchObject({ count: 3, unchanged: 1, people: [{ name: 'Alice' }, { name: 'Bob' }] })
  const { revision, count } = await change(these(...people), { do: 'deactivate' })
  expect(count).toBe(2)
  for (const user of people.slice(0, 2)) {
    expect(await now(user)).toMatchObject({ status: 'inactive', version: 2 })
    expect((await eventsOf(user.id)).slice(1)).toMatchObject([{ verb: 'update', revision, actor: 'Grace' }])
  }
  expect(await now(people[2] as User)).toEqual(people[2])
  expect(await change(these(...people), { do: 'activate' })).toMatchObject({ count: 3 })
  expect(await change(these(...people), { do: 'trash' })).toMatchObject({ count: 3 })
  expect((await eventsOf(people[2]?.id ?? 0)).map(({ verb }) => verb)).toEqual(['create', 'update', 'trash'])
  expect(await previewMany(db, these(...people), { do: 'trash' })).toMatchObject({ count: 0, people: [] })
})

test('all that match join a team and leave it', async () => {
  const [word, team, other] = [randomUUID(), await addTeam(), await addTeam()]
  const people = [
    await add(alice({ jobTitle: word, teams: [other.id] })),
    await add(bob({ jobTitle: word, teams: [team.id] })),
  ]
  const matching: Selection = { filters: { q: word }, level: 'contact' }
  const join = { do: 'add-to-team', team: team.id } as const
  expect(await previewMany(db, matching, join)).toMatchObject({ count: 2, unchanged: 1 })
  expect((await change(matching, join)).count).toBe(1)
  expect(await now(people[0] as User)).toMatchObject({ teams: [team.id, other.id] })
  expect((await change(matching, { do: 'remove-from-team', team: team.id })).count).toBe(2)
  expect(await now(people[0] as User)).toMatchObject({ teams: [other.id], version: 3 })
  await expect(change(matching, { do: 'add-to-team', team: 2_000_000_000 })).rejects.toThrow(NotFound)
})

test('nothing is done once anybody came, went or was changed', async () => {
  const word = randomUUID()
  const [user, gone] = [await add(alice({ jobTitle: word })), await add(bob({ jobTitle: word }))]
  const selection: Selection = { filters: { q: word }, level: 'contact' }
  const operation: Operation = { do: 'deactivate' }
  const asSeen = async () => {
    const { fingerprint } = await previewMany(db, selection, operation)
    return () => transaction(db, (trx) => changeMany(trx, { selection, operation, fingerprint }, grace))
  }
  let confirm = await asSeen()
  await transaction(db, (trx) => update(trx, user, alice({ jobTitle: word, location: 'Kyoto' }), grace))
  await expect(confirm()).rejects.toThrow(SelectionChanged)
  confirm = await asSeen()
  await transaction(db, (trx) => trash(trx, gone, grace))
  await expect(confirm()).rejects.toThrow(SelectionChanged)
  confirm = await asSeen()
  await add(bob({ jobTitle: word }))
  await expect(confirm()).rejects.toThrow(SelectionChanged)
  expect(await now(user)).toMatchObject({ status: 'active', version: 2 })
})

test('somebody in 50 teams keeps everybody from joining another, and is named', async () => {
  const teams: number[] = []
  for (let count = 0; count < 51; count++) teams.push((await addTeam()).id)
  const full = await add(alice({ name: 'Full Alice', teams: teams.slice(1) }))
  const user = await add(bob())
  const joined = change(these(full, user), { do: 'add-to-team', team: teams[0] ?? 0 })
  await expect(joined).rejects.toThrow(FieldRefused)
  await expect(joined).rejects.toThrow(/50 teams at most, and Full Alice is in that many already/)
  expect(await now(user)).toEqual(user)
})
