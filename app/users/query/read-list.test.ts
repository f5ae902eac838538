import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { transaction } from '#db/database.ts'
import { createTeam } from '#db/teams/edit.ts'
import { alice, bob, db, grace, openOwnDatabase } from '#db/testing/database.ts'
import { recordStatements } from '#db/testing/statements.ts'
import { createMany } from '#db/users/edit.ts'
import { readList } from './read-list.ts'

test.each([
  ['contact', 6],
  // Strangers are shown no locations.
  ['public', 5],
] as const)(
  'the list costs as many statements for 100 people as for 10, at the level %s',
  async (level, statements) => {
    const [few, many] = [`Few${randomUUID()}`, `Many${randomUUID()}`]
    await addPeople(few, 10)
    await addPeople(many, 100)
    for (const sort of ['name', '-name', 'jobTitle', '-jobTitle']) {
      expect(await countStatements({ q: few, sort }, level)).toEqual({ people: 10, shown: 10, statements })
      expect(await countStatements({ q: many, sort }, level)).toEqual({
        people: 100,
        shown: 25,
        statements,
      })
    }
    for (const q of [few, many]) expect((await countStatements({ q }, level)).statements).toBe(statements)
  },
)

async function countStatements(parameters: Record<string, string>, level: 'contact' | 'public') {
  const recorded = recordStatements(db)
  const { count, page } = await readList(recorded.db, parameters, level)
  return { people: count, shown: page.rows.length, statements: recorded.statements.length }
}

const positionOf = async (parameters: Record<string, string>) =>
  (await readList(db, parameters, 'contact')).position

test('a page knows the numbers of its rows, both ways', async () => {
  const name = `Numbered${randomUUID()}`
  await addPeople(name, 60)
  const first = await readList(db, { q: name }, 'contact')
  const second = await readList(db, { q: name, cursor: String(first.page.next) }, 'contact')
  const third = await readList(db, { q: name, cursor: String(second.page.next) }, 'contact')
  expect([first, second, third].map(({ position }) => position)).toEqual([
    { first: 1, last: 25 },
    { first: 26, last: 50 },
    { first: 51, last: 60 },
  ])
  expect(await positionOf({ q: name, cursor: String(third.page.previous) })).toEqual(second.position)
  expect(await positionOf({ q: name, cursor: String(second.page.previous) })).toEqual(first.position)
  expect(await positionOf({ q: name, rows: '100' })).toEqual({ first: 1, last: 60 })
})

test('a number in the address that cannot be right is not shown', async () => {
  const name = `Misnumbered${randomUUID()}`
  await addPeople(name, 60)
  const { page } = await readList(db, { q: name }, 'contact')
  const cursor = page.next?.split('.')[0]
  for (const number of ['', '.', '.0', '.1', '.-5', '.1e3', '.36', '.999999999', '.x'])
    expect([number, await positionOf({ q: name, cursor: `${cursor}${number}` })]).toEqual([number, undefined])
})

test('the list starts at a letter, and the people before it are on the page before', async () => {
  const word = randomUUID().replaceAll('-', '')
  const team = await transaction(db, (trx) => createTeam(trx, { name: `Letters ${word}` }, grace))
  const added = ['Anna', 'Åke', 'Bea', 'Moa', 'Nils'].map((name) =>
    alice({ name: `${name} ${word}`, sortName: '', teams: [team.id] }),
  )
  await transaction(db, (trx) => createMany(trx, added, grace))
  const read = async (parameters: Record<string, string>) => {
    const list = await readList(db, { team: String(team.id), ...parameters }, 'contact')
    return { ...list, names: list.page.rows.map(({ name }) => name.split(' ')[0]) }
  }
  const fromM = await read({ from: 'M' })
  expect(fromM.names).toEqual(['Moa', 'Nils'])
  expect((await read({ cursor: String(fromM.page.previous) })).names).toEqual(
    ['Anna', 'Åke', 'Bea'].sort(byPlace),
  )
  expect((await read({ from: 'B', sort: '-name' })).names).toEqual(
    ['Bea', 'Anna', 'Åke'].sort(byPlace).reverse(),
  )
  expect((await read({ from: 'm', sort: 'jobTitle' })).names).toHaveLength(5)
  expect((await read({ from: '<' })).names).toHaveLength(5)
  expect(fromM.letters).toEqual(expect.arrayContaining(['A', 'B', 'M', 'N']))
  expect(fromM.letters).toEqual([...fromM.letters].sort())
})

const byPlace = (one: string, other: string) => inOrder.indexOf(one) - inOrder.indexOf(other)
const inOrder = ['Åke', 'Anna', 'Bea']

test('locations in use are listed for those who may see them, and narrow the list', async () => {
  const location = `Floor ${randomUUID()}`
  await transaction(db, (trx) =>
    createMany(trx, [alice({ location }), bob({ location: `${location} west` })], grace),
  )
  const list = await readList(db, { location }, 'contact')
  expect(list.count).toBe(1)
  expect(list.locations).toEqual(expect.arrayContaining([location, `${location} west`]))
  const stranger = await readList(db, { location }, 'public')
  expect(stranger.locations).toEqual([])
  expect(stranger.query.filters).toEqual({ status: 'active' })
})

test('a search that finds nobody suggests words that find somebody', async () => {
  const surname = randomUUID()
    .replaceAll(/[^a-f]/g, '')
    .padEnd(8, 'q')
  await transaction(db, (trx) =>
    createMany(
      trx,
      [alice({ name: `Nadezhda ${surname}` }), bob({ name: `Hidewig ${surname}`, listed: false })],
      grace,
    ),
  )
  const suggested = async (q: string, level: 'contact' | 'public' = 'contact') =>
    (await readList(db, { q, team: '' }, level)).suggestion
  expect(await suggested(`nadeshda ${surname}`)).toEqual({
    words: `Nadezhda ${surname}`,
    href: `/users?q=Nadezhda+${surname}`,
  })
  expect((await suggested(`Nadezdha ${surname}`, 'public'))?.words).toBe(`Nadezhda ${surname}`)
  expect((await suggested(`hidewik ${surname}`))?.words).toBe(`Hidewig ${surname}`)
  expect(await suggested(`hidewik ${surname}`, 'public')).toBeUndefined()
  expect(await suggested(`Nadezhda ${surname}`)).toBeUndefined()
  expect(await suggested('0123456789')).toBeUndefined()
})

test('a directory whose people are all inactive is not empty', async () => {
  const own = await openOwnDatabase()
  const isEmpty = async () => (await readList(own.db, {}, 'contact')).isEmpty
  expect(await isEmpty()).toBe(true)
  await transaction(own.db, (trx) => createMany(trx, [alice({ status: 'inactive' })], grace))
  expect(await isEmpty()).toBe(false)
  await own.close()
})

function addPeople(name: string, count: number) {
  const people = Array.from({ length: count }, () => alice({ name }))
  return transaction(db, (trx) => createMany(trx, people, grace))
}
