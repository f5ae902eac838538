import { expect, test } from 'vitest'
import type { User } from '#db/tables.ts'
import { uniqueFields } from '#db/user-fields.ts'
import type { Person } from '#db/users/find.ts'
import { samplePerson } from '#db/users/samples.ts'
import { toSnapshot } from '#db/users/snapshot.ts'
import type { Destination } from '../imports.schema.ts'
import { knownTeams } from '../spreadsheet/read-cells.server.ts'
import { checkRows } from './check-rows.server.ts'

const now = new Date()

function person(id: number, values: Partial<User> = {}): Person {
  const said = { ...samplePerson(id), ...values }
  return {
    ...toSnapshot(said),
    keys: Object.fromEntries(uniqueFields.map((name) => [name, said[name].toLowerCase()])) as Person['keys'],
    id,
    namedTeams: [],
    version: 1,
    createdAt: now,
    updatedAt: now,
    trashedAt: null,
    ...values,
  }
}

const alice = person(1)
const bob = person(2, { teams: [7] })
const gone = person(3, { email: 'gone@example.com', trashedAt: now })
const people = [alice, bob, gone]
const find = knownTeams([
  { id: 7, name: 'Library' },
  { id: 8, name: 'R&D, north' },
])

function check(columns: Destination[], ...cells: string[][]) {
  return checkAs('clear', columns, ...cells)
}

function checkAs(blanks: 'keep' | 'clear', columns: Destination[], ...cells: string[][]) {
  const rows = cells.map((each, index) => ({ number: index + 2, cells: each }))
  return checkRows({ head: [...columns], rows }, { columns, blanks }, { people, find, keys: new Map() })
}

test('rows are told apart by id, or else by email without case', async () => {
  const plan = await check(
    ['id', 'email', 'name', 'teams'],
    ['1', 'alice@example.com', 'Alice', ''],
    ['', 'BOB@example.com', 'Bob', 'library'],
    ['', 'gone@example.com', 'Grace', 'R&D, north\nLibrary'],
    ['', 'new@example.com', 'Newton', 'Library; R&D, north'],
  )
  expect(plan.unchanged.map(({ before }) => before.id)).toEqual([1])
  expect(plan.changed).toMatchObject([{ before: bob, values: { email: 'BOB@example.com', teams: [7] } }])
  expect(plan.trashed).toMatchObject([{ before: gone, values: { name: 'Grace', teams: [7, 8] } }])
  expect(plan.added).toMatchObject([{ values: { name: 'Newton', teams: [7, 8] } }])
})

test('a column that is missing leaves a field, a blank cell clears it, a required one is refused', async () => {
  const plan = await check(
    ['id', 'name', 'phone', 'status', 'listed'],
    ['1', 'Alice', '', '', ''],
    ['2', ' ', '', 'Inactive', 'no'],
  )
  expect(plan.changed).toMatchObject([{ values: { ...valuesOf(alice), phone: '' } }])
  expect(plan.refused.map(({ problems }) => problems)).toEqual([
    [{ column: 'name', value: ' ', message: 'Enter a name' }],
  ])
})

test('somebody new is active and listed, and needs a name and an email', async () => {
  const { added, refused } = await check(['email', 'name'], ['new@example.com', 'Newton'], ['', 'Nobody'])
  expect(added[0]?.values).toMatchObject({ name: 'Newton', status: 'active', listed: true, teams: [] })
  expect(refused[0]?.problems).toMatchObject([{ message: 'Enter an email address' }])
  const nameless = await check(['email'], ['other@example.com'])
  expect(nameless.refused[0]?.problems).toEqual([{ column: '', value: '', message: 'Enter a name' }])
})

test('two rows never mean one person or give one email twice', async () => {
  const { refused, changed } = await check(
    ['id', 'email', 'name'],
    ['1', 'alice@example.com', 'Al'],
    ['', 'ALICE@example.com', 'Ali'],
    ['2', 'alice@example.com', 'Bob'],
    ['', 'twin@example.com', 'One'],
    ['', 'Twin@example.com', 'Other'],
    ['99', 'x@example.com', 'X'],
    ['0x', 'y@example.com', 'Y'],
  )
  expect(changed).toHaveLength(1)
  expect(refused.map(({ row, problems }) => [row.number, problems.at(-1)?.message])).toEqual([
    [3, 'A row above is about the same person. Leave one of them out'],
    [4, 'A row above has this email. Enter a different one'],
    [6, 'A row above has this email. Enter a different one'],
    [7, expect.stringContaining('Nobody has this id')],
    [8, expect.stringContaining('Nobody has this id')],
  ])
})

test('a staff number that somebody else has refuses the row, and finds nobody', async () => {
  const { refused, changed, added } = await check(
    ['email', 'name', 'staffNumber'],
    ['alice@example.com', 'Alice', 's-2'],
    ['one@example.com', 'One', 'A7'],
    ['two@example.com', 'Two', 'a7'],
    ['three@example.com', 'Three', ''],
    ['four@example.com', 'Four', ''],
    ['bob@example.com', 'Bob', 'S-2'],
  )
  expect(refused.map(({ row, problems }) => [row.number, problems])).toEqual([
    [
      2,
      [
        {
          column: 'staffNumber',
          value: 's-2',
          message: 'Bob has this staff number. Enter a different one',
        },
      ],
    ],
    [
      4,
      [
        {
          column: 'staffNumber',
          value: 'a7',
          message: 'A row above has this staff number. Enter a different one',
        },
      ],
    ],
  ])
  expect(added.map(({ values }) => values.name)).toEqual(['One', 'Three', 'Four'])
  expect(changed).toEqual([])
})

test('an id and an email of two people, and cells without a column, are refused for what they are', async () => {
  const { refused, changed } = await check(
    ['id', 'email'],
    ['2', 'alice@example.com'],
    ['2', 'bob@example.com', ' ', 'London'],
    ['1', 'alice@example.org', '', ''],
  )
  expect(refused.map(({ problems }) => problems)).toEqual([
    [
      {
        column: 'id',
        value: '2',
        message: expect.stringContaining('the id of Bob, and the email of Alice'),
      },
    ],
    [
      {
        column: 'email',
        value: 'bob@example.com',
        message: expect.stringContaining('about the same person'),
      },
      { column: '', value: 'London', message: expect.stringContaining('more cells than there are columns') },
    ],
  ])
  expect(changed).toMatchObject([{ before: alice, values: { email: 'alice@example.org' } }])
})

test('teams that are not here yet are counted, each by one spelling', async () => {
  const { added, changed, newTeams } = await check(
    ['email', 'name', 'teams'],
    ['a@example.com', 'A', '* Library ::: Choir'],
    ['b@example.com', 'B', 'choir; Board'],
    ['bob@example.com', 'Bob', 'Library/Board'],
  )
  expect(added.map(({ values, newTeams }) => [values.teams, newTeams])).toEqual([
    [[7], ['Choir']],
    [[], ['Choir', 'Board']],
  ])
  expect(changed.map(({ values, newTeams }) => [values.teams, newTeams])).toEqual([[[7], ['Board']]])
  expect([...newTeams]).toEqual([
    ['Choir', 2],
    ['Board', 2],
  ])
})

test('blank cells change nothing where that was chosen', async () => {
  const [columns, row] = [['email', 'name', 'phone'] as Destination[], ['bob@example.com', 'Bob', '']]
  expect((await checkAs('keep', columns, row)).unchanged).toHaveLength(1)
  expect((await checkAs('clear', columns, row)).changed).toMatchObject([{ values: { phone: '' } }])
})

test('what is refused says what to do', async () => {
  const { refused } = await check(
    ['email', 'name', 'status', 'listed', 'links', 'teams'],
    ['a@example.com', 'A', 'perhaps', 'perhaps', 'Web page example', `Nowhere${'!'.repeat(100)}`],
  )
  expect(refused[0]?.problems.map(({ column, message }) => [column, message])).toEqual([
    ['status', 'Enter active or inactive'],
    ['listed', 'Enter yes or no'],
    ['links', 'Enter a link address that starts with https:// or http://'],
    ['teams', expect.stringContaining('cannot be the name of a team')],
  ])
})

function valuesOf({ name, email, phone, jobTitle, location, about, links, status, listed }: User) {
  return { name, email, phone, jobTitle, location, about, links, status, listed }
}
