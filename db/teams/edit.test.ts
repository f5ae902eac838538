import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { transaction } from '../database.ts'
import { nextRevision } from '../revision.ts'
import type { Status, Team, User } from '../tables.ts'
import { add, alice, bob, db, eventsOf, grace } from '../testing/database.ts'
import { revert, trash, update } from '../users/edit.ts'
import { find } from '../users/find.ts'
import { list } from '../users/list.ts'
import { countUpTo } from '../users/matches.ts'
import { snapshot } from '../users/snapshot.ts'
import type { UserValues } from '../users/values.ts'
import { addTeams, changeTeam, createTeam, deleteTeam } from './edit.ts'
import { findTeam } from './find.ts'

const addTeam = (name = `Team ${randomUUID()}`): Promise<Team> =>
  transaction(db, (trx) => createTeam(trx, { name }, grace))

test('a user is in teams that exist, each once, and the teams count them', async () => {
  const word = randomUUID()
  const [one, two] = [await addTeam(`Éb ${word}`), await addTeam(`EA ${word}`)]
  const user = await add(alice({ teams: [two.id, one.id, two.id] }))
  expect(user).toMatchObject({
    teams: [one.id, two.id],
    namedTeams: [two, one].map(({ id, name }) => ({ id, name })),
  })
  expect(await findTeam(db, one.id)).toMatchObject({ members: 1 })

  await expect(add(alice({ teams: [2_000_000_000] }))).rejects.toThrow(/was deleted/)
  await transaction(db, (trx) => trash(trx, user, grace))
  expect(await findTeam(db, one.id)).toMatchObject({ members: 0 })
})

test('a team counts its people by status, after each kind of change', async () => {
  const [team, other] = [await addTeam(), await addTeam()]
  const counts = async ({ id }: Team) => {
    const of = (status?: Status, most = 9) =>
      countUpTo(db, { scope: 'untrashed', level: 'account', filters: { team: [id], status } }, most)
    return [await of(), await of('active'), await of('inactive'), await of(undefined, 1)]
  }
  const one = await add(alice({ teams: [team.id], status: 'active' }))
  await add(alice({ teams: [team.id], status: 'inactive' }))
  expect(await counts(team)).toEqual([2, 1, 1, 1])
  const change = (from: User, values: Partial<UserValues>) =>
    transaction(db, (trx) => update(trx, from, { ...snapshot(from), ...values }, grace))
  const inactive = await change(one, { status: 'inactive' })
  expect(await counts(team)).toEqual([2, 0, 2, 1])
  const moved = await change(inactive, { status: 'active', teams: [other.id] })
  expect(await counts(team)).toEqual([1, 0, 1, 1])
  expect(await counts(other)).toEqual([1, 1, 0, 1])
  await transaction(db, (trx) => trash(trx, moved, grace))
  expect(await counts(other)).toEqual([0, 0, 0, 0])
  expect(await countUpTo(db, { scope: 'untrashed', filters: { team: [team.id], ids: [] } }, 9)).toBe(0)
})

test('no two teams have one name, compared without accents and case', async () => {
  const name = `Équipe ${randomUUID()}`
  await addTeam(name)
  await expect(addTeam(name.replace('É', 'e'))).rejects.toThrow(/Another team has this name/)
  await addTeam(`Γιώργος ${name}`)
  await expect(addTeam(`ΓΙΩΡΓΟΣ ${name}`)).rejects.toThrow(/Another team has this name/)
})

test('several teams are added in a write, and names that the database takes for one are one', async () => {
  const word = randomUUID()
  const names = [`Straße ${word}`, `STRASSE ${word}`, `C ${word}`, `C++ ${word}`]
  const ids = await transaction(db, async (trx) => {
    await nextRevision(trx)
    return addTeams(trx, names, { actor: grace, field: 'createTeams' })
  })
  expect(new Set(ids.values()).size).toBe(3)
  expect(ids.get(names[0] ?? '')).toBe(ids.get(names[1] ?? ''))
  const many = Array.from({ length: 501 }, (_, index) => `Many ${index} ${word}`)
  await expect(
    transaction(db, (trx) => addTeams(trx, many, { actor: grace, field: 'createTeams' })),
  ).rejects.toMatchObject({ field: 'createTeams', message: expect.stringContaining('500 teams at most') })
})

test('people are found by the new name of their team, and stay at their version', async () => {
  const team = await addTeam()
  const user = await add(alice({ teams: [team.id] }))
  const name = `Renamed ${randomUUID()}`
  await transaction(db, (trx) => changeTeam(trx, team, { name }, grace))
  const found = await list(db, {
    scope: 'untrashed',
    order: 'match',
    filters: { q: name.toUpperCase() },
    limit: 5,
  })
  expect(found.rows).toEqual([{ ...user, namedTeams: [{ id: team.id, name }] }])
})

test('people of a deleted team go where they are sent, each with an event; those in the trash too', async () => {
  const [old, other] = [await addTeam(), await addTeam()]
  const present = await add(alice({ teams: [old.id, other.id] }))
  const trashed = await add(bob({ teams: [old.id] }))
  await transaction(db, (trx) => trash(trx, trashed, grace))
  await transaction(db, (trx) => deleteTeam(trx, old, other.id, grace))

  expect(await find(db, present.id)).toMatchObject({ teams: [other.id], version: 2 })
  expect(await findTeam(db, other.id)).toMatchObject({ members: 1 })
  expect(await findTeam(db, old.id)).toBeUndefined()
  const events = await eventsOf(trashed.id)
  expect(events.map(({ verb }) => verb)).toEqual(['create', 'trash', 'update'])
  expect(events.at(-1)).toMatchObject({ before: { teams: [old.id] }, after: { teams: [other.id] } })
})

test('the people of a deleted team go to no team that is gone', async () => {
  const [old, other] = [await addTeam(), await addTeam()]
  const { id } = await add(alice({ teams: [old.id] }))
  await transaction(db, (trx) => deleteTeam(trx, other, undefined, grace))
  for (const to of [other.id, old.id])
    await expect(transaction(db, (trx) => deleteTeam(trx, old, to, grace))).rejects.toThrow(/was deleted/)
  expect(await find(db, id)).toMatchObject({ teams: [old.id], version: 1 })
})

test('an earlier version comes back without the teams that are gone', async () => {
  const [old, other] = [await addTeam(), await addTeam()]
  const user = await add(alice({ teams: [old.id, other.id] }))
  await transaction(db, (trx) => update(trx, user, alice({ email: user.email }), grace))
  await transaction(db, (trx) => deleteTeam(trx, old, undefined, grace))
  const back = await transaction(db, (trx) => revert(trx, { id: user.id, version: 2 }, 1, grace))
  expect(back).toMatchObject({ teams: [other.id], version: 3 })
})
