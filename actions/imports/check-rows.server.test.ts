import { expect, test } from 'vitest'
import type { User } from '#db/tables.ts'
import { uniqueFields } from '#db/user-fields.ts'
import type { Person } from '#db/users/find.ts'
import { samplePerson } from '#db/users/samples.ts'
import { toSnapshot } from '#db/users/snapshot.ts'
import type { Destination, ImportOptions } from '../imports.schema.ts'
import { knownTeams } from '../spreadsheet/read-cells.server.ts'
import { checkRows } from './check-rows.server.ts'
import { readRows } from './read-rows.server.ts'
import { undecided } from './read-table.server.ts'

const now = new Date()

function person(id: number, values: Partial<User> = {}): Person {
  const said = { ...samplePerson(id), ...values }
  return {
    ...toSnapshot(said, ''),
    keys: Object.fromEntries(uniqueFields.map((name) => [name, said[name].toLowerCase()])) as Person['keys'],
    nameKey: said.name.toLowerCase(),
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
  return checkWith({ blanks }, columns, ...cells)
}

const none = { texts: new Map(), names: new Map(), shared: new Set<string>() }

async function checkWith(
  {
    shared = [],
    people: here = people,
    ...decided
  }: Partial<ImportOptions> & { shared?: string[]; people?: readonly Person[] },
  columns: Destination[],
  ...cells: string[][]
) {
  const table = {
    head: columns.map((column) => (column === 'id' ? 'Rollcall id' : column)),
    rows: cells.map((each, index) => ({ number: index + 2, cells: each })),
  }
  const options = { ...undecided, turnNames: false, blanks: 'keep' as const, ...decided, columns }
  const keys = { ...none, shared: new Set(shared) }
  return checkRows(await readRows(table, options, ''), options, { people: here, find, keys })
}

test('rows are told apart by id, or else by email without case', async () => {
  const plan = await check(
    ['id', 'email', 'name', 'teams'],
    ['1', 'alice@example.com', 'Alice', ''],
    ['', 'BOB@example.com', 'Bob', 'library'],
    ['', 'gone@example.com', 'Dmitri', 'R&D, north\nLibrary'],
    ['', 'new@example.com', 'Newton', 'Library; R&D, north'],
  )
  expect(plan.unchanged.map(({ before }) => before.id)).toEqual([1])
  expect(plan.changed).toMatchObject([{ before: bob, values: { email: 'BOB@example.com', teams: [7] } }])
  expect(plan.trashed).toMatchObject([{ before: gone, values: { name: 'Dmitri', teams: [7, 8] } }])
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
    [{ column: 1, value: ' ', message: 'Enter a name', droppable: false }],
  ])
})

test('somebody new is active and listed, and needs a name', async () => {
  const { added } = await check(['email', 'name'], ['new@example.com', 'Newton'])
  expect(added[0]?.values).toMatchObject({ name: 'Newton', status: 'active', listed: true, teams: [] })
  const nameless = await check(['email'], ['other@example.com'])
  expect(nameless.refused[0]?.problems).toEqual([
    { column: -1, value: '', message: 'Enter a name', droppable: false },
  ])
})

test('a row without an email is somebody new, and finds nobody who has none', async () => {
  const blank = person(4, { name: 'Dora', email: '' })
  const columns: Destination[] = ['id', 'email', 'name', 'jobTitle']
  const rows = [
    ['4', '', 'Dora', 'Treasurer'],
    ['', '', 'Dora', 'Reader'],
    ['', '', 'Dora', 'Reader'],
    ['2', '', 'Bob', 'Caretaker'],
  ]
  const here = { people: [...people, blank], blanks: 'clear' } as const
  const { asked } = await checkWith(here, columns, ...rows)
  expect(asked.map(({ row, question }) => [row.number, question.message])).toEqual([
    [
      3,
      'Dora (+44 1632 960004) is here already, in another row of the file. Is this row about somebody else?',
    ],
    [
      4,
      'Dora (+44 1632 960004) is here already, in another row of the file. Is this row about somebody else?',
    ],
  ])
  const { added, changed, refused } = await checkWith({ ...here, otherAnswers: 'new' }, columns, ...rows)
  expect(refused).toEqual([])
  expect(added.map(({ row, values }) => [row.number, values.email])).toEqual([
    [3, ''],
    [4, ''],
  ])
  expect(changed).toMatchObject([
    { before: blank, values: { email: '', jobTitle: 'Treasurer' } },
    { before: bob, values: { email: '' } },
  ])
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
    [3, 'Row 2 is about the same person, Al. Leave one of them out'],
    [4, 'Row 2, Al, has this email. Enter a different one, or leave it out'],
    [6, 'Row 5, One, has this email. Enter a different one, or leave it out'],
    [7, expect.stringContaining('Nobody has this id')],
    [8, expect.stringContaining('Nobody has this id')],
  ])
})

test('a staff number finds the person before the email does, and belongs to one row', async () => {
  const { refused, changed, added } = await check(
    ['email', 'name', 'staffNumber'],
    ['alice@example.com', 'Alice', 's-2'],
    ['one@example.com', 'One', 'A7'],
    ['two@example.com', 'Two', 'a7'],
    ['three@example.com', 'Three', ''],
    ['four@example.com', 'Four', ''],
    ['bob@example.com', 'Bob', 'S-2'],
  )
  expect(refused.map(({ row, problems }) => [row.number, problems[0]?.column, problems[0]?.message])).toEqual(
    [
      [2, 2, 'This is the staff number of Bob, and the email of Alice. Correct the one that is wrong'],
      [4, 2, 'Row 3, One, has this staff number. Enter a different one, or leave it out'],
    ],
  )
  expect(added.map(({ values }) => values.name)).toEqual(['One', 'Three', 'Four'])
  expect(changed).toEqual([])
  const moved = await check(['email', 'name', 'staffNumber'], ['bob@example.org', 'Bob', 's-2'])
  expect(moved.changed).toMatchObject([{ before: bob, values: { email: 'bob@example.org' } }])
})

test('an id and an email of two people, and cells without a column, are refused for what they are', async () => {
  const { refused, changed } = await check(
    ['id', 'email'],
    ['2', 'alice@example.com'],
    ['2', 'bob@example.com', ' ', 'London'],
    ['1', 'alice@example.org', '', ''],
  )
  expect(refused.map(({ problems }) => problems.map(({ column, value }) => [column, value]))).toEqual([
    [[0, '2']],
    [
      [1, 'bob@example.com'],
      [-1, 'London'],
    ],
  ])
  expect(refused.map(({ problems }) => problems.map(({ message }) => message))).toEqual([
    [expect.stringContaining('the id of Bob, and the email of Alice')],
    [
      expect.stringContaining('about the same person'),
      expect.stringContaining('more cells than there are columns'),
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

test('a slash divides names of teams that other rows have', async () => {
  const { added } = await check(
    ['name', 'teams'],
    ['A', 'Choir/Board'],
    ['B', 'Choir'],
    ['C', 'Board'],
    ['D', 'AC/DC fans'],
  )
  expect(added.map(({ newTeams }) => newTeams)).toEqual([
    ['Choir', 'Board'],
    ['Choir'],
    ['Board'],
    ['AC/DC fans'],
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
    [2, 'Enter active or inactive'],
    [3, 'Enter yes or no'],
    [4, 'Enter a link address that starts with https:// or http://'],
    [5, expect.stringContaining('cannot be the name of a team')],
  ])
})

test('somebody of that name or with that phone is asked about, and the answer decides', async () => {
  const columns: Destination[] = ['name', 'email', 'phone']
  const row = ['Alice', 'alice@example.org', '']
  const { asked, added, meant } = await checkWith({}, columns, row)
  expect(asked.map(({ question }) => question.choices.map(({ value }) => value))).toEqual([
    ['1', 'new', 'leave'],
  ])
  expect([added, [...meant]]).toEqual([[], [1]])
  const answered = (choice: string) => checkWith({ answers: [{ row: 2, choice }] }, columns, row)
  expect((await answered('1')).changed).toMatchObject([
    { before: alice, values: { email: 'alice@example.org' } },
  ])
  expect((await answered('new')).added).toMatchObject([{ values: { email: 'alice@example.org' } }])
  expect((await answered('leave')).skipped).toMatchObject([{ number: 2 }])
  expect((await answered('2')).asked).toHaveLength(1)
  expect((await checkWith({ otherAnswers: 'same' }, columns, row)).changed).toHaveLength(1)

  const phoned = ['Somebody', '', '+44 1632 960001']
  expect((await checkWith({}, columns, phoned)).asked).toMatchObject([{ question: { people: [{ id: 1 }] } }])
  expect((await checkWith({ shared: ['+441632960001'] }, columns, phoned)).asked).toEqual([])
})

test('a staff number or an email of somebody with quite another name is asked about', async () => {
  const columns: Destination[] = ['name', 'email', 'staffNumber']
  const numbered = ['Rob Quill', 'rob@example.com', 'S-2']
  const { asked, changed } = await checkWith({}, columns, numbered, ['Vera Nord', 'ALICE@example.com', ''])
  expect(asked.map(({ question }) => question.message)).toEqual([
    'The staff number is that of Bob (bob@example.com). Is Rob Quill the same person?',
    'The email is that of Alice (alice@example.com). Is Vera Nord the same person?',
  ])
  expect(changed).toEqual([])
  const { added } = await checkWith({ otherAnswers: 'new' }, columns, numbered)
  expect(added).toMatchObject([{ values: { email: 'rob@example.com', staffNumber: '' } }])
})

test('a family name alone does not make somebody the person with the email', async () => {
  const chris = person(4, { name: 'Chris Lee', email: 'lee@example.com', knownAs: 'Kit' })
  const asked = async (name: string) =>
    (await checkWith({ people: [chris] }, ['name', 'email'], [name, 'lee@example.com'])).asked.length
  for (const name of ['Pat Lee', 'Lee Pat', 'P. Lee']) expect([name, await asked(name)]).toEqual([name, 1])
  for (const name of ['Lee Chris', 'C. Lee', 'Christopher Lee', 'Chris Brown', 'Kit Lee', 'Dr Chris Lee'])
    expect([name, await asked(name)]).toEqual([name, 0])
})

test('"The same person" for all rows does not choose among namesakes', async () => {
  const people = [person(4, { name: 'Dora Hill' }), person(5, { name: 'Dora Hill' })]
  const { asked, changed } = await checkWith(
    { people, otherAnswers: 'same' },
    ['name', 'jobTitle'],
    ['Dora Hill', 'Reader'],
  )
  expect([asked.length, changed]).toEqual([1, []])
})

test('a name that is alone in its row may be the title of a section, and is asked about', async () => {
  const columns: Destination[] = ['name', 'jobTitle', 'location']
  const rows = [
    ['Human Resources', '', ''],
    ['Vera Nord', 'Clerk', 'Leeds'],
  ]
  const { asked, added } = await checkWith({}, columns, ...rows)
  expect(asked.map(({ question }) => question.message)).toEqual([
    'Is “Human Resources” the name of a person?',
  ])
  expect(added).toMatchObject([{ values: { name: 'Vera Nord' } }])
  const answers = [{ row: 2, choice: 'take' }]
  expect((await checkWith({ answers }, columns, ...rows)).added).toHaveLength(2)
  const people = [person(4, { name: 'Human Resources' })]
  expect(await checkWith({ people }, columns, ...rows)).toMatchObject({ asked: [], unchanged: [{}] })
  const short = rows.map((cells) => cells.slice(0, 2))
  expect((await checkWith({}, columns.slice(0, 2), ...short)).asked).toEqual([])
})

test('a staff number without its zeros may be that of a namesake, and another one is not', async () => {
  const here = { people: [person(4, { name: 'Maria Kelly', staffNumber: '007' })] }
  const asked = async (staffNumber: string) =>
    (await checkWith(here, ['name', 'staffNumber'], ['Maria Kelly', staffNumber])).asked.length
  expect([await asked('7'), await asked('7.0'), await asked('8')]).toEqual([1, 1, 0])
})

test('an email that several rows have is that of the person with the first name', async () => {
  const family = { shared: ['alice@example.com'] }
  const rows = [
    ['Bruno', 'alice@example.com'],
    ['Alice', 'alice@example.com'],
  ]
  const { refused, unchanged } = await checkWith(family, ['name', 'email'], ...rows)
  expect(refused[0]?.problems).toMatchObject([
    { message: 'Alice has this email. Enter a different one, or leave it out', droppable: true },
  ])
  expect(unchanged).toMatchObject([{ row: { number: 3 } }])
})

test('cells that are refused can be left out, and the person is taken', async () => {
  const columns: Destination[] = ['name', 'email', 'location', 'status']
  const rows = [
    ['Nora', 'nora@example.com', 'x'.repeat(201), 'perhaps'],
    ['Bob', 'bob@example.com', 'x'.repeat(201), ''],
    ['', 'nobody@example.com', '', ''],
  ]
  const { added, unchanged, refused, leftOut } = await checkWith(
    { withoutCells: true, blanks: 'clear' },
    columns,
    ...rows,
  )
  expect(added).toMatchObject([{ values: { name: 'Nora', location: '', status: 'active' } }])
  expect(unchanged).toMatchObject([{ before: bob }])
  expect(refused.map(({ row }) => row.number)).toEqual([4])
  expect(leftOut.map(({ problems }) => problems.map(({ column }) => column))).toEqual([[2, 3], [2]])
})

test('"Last, First" is turned round, and sorts as it is written', async () => {
  const rows = [
    ['van der Berg, Jan', 'jan@example.com'],
    ['Smith, Jr.', 'smith@example.com'],
  ]
  const { added } = await checkWith({ turnNames: true }, ['name', 'email'], ...rows)
  expect(added.map(({ values: { name, sortName } }) => [name, sortName])).toEqual([
    ['Jan van der Berg', 'van der Berg, Jan'],
    ['Smith, Jr.', ''],
  ])
})

test('a cell can be corrected', async () => {
  const corrections = [{ row: 2, column: 1, value: 'nora@example.com' }]
  const { added } = await checkWith({ corrections }, ['name', 'email'], ['Nora', 'nora@'])
  expect(added).toMatchObject([
    { row: { cells: ['Nora', 'nora@example.com'] }, values: { email: 'nora@example.com' } },
  ])
})

test('a name such as "Null" and a domain such as gmial.com are asked about', async () => {
  const strange = await checkWith({ otherAnswers: 'new' }, ['name', 'email'], ['Bo', 'bo@gmial.com'])
  expect(strange.asked).toMatchObject([{ question: { kind: 'email' } }])
  const { asked, added } = await checkWith(
    {},
    ['firstName', 'lastName', 'email'],
    ['Chris', 'Null', 'chris@example.com'],
    ['n/a', '', 'a@example.com'],
    ['Bo', '-', 'bo@gmial.com'],
  )
  expect(asked.map(({ row, question }) => [row.number, question.kind])).toEqual([
    [3, 'name'],
    [4, 'email'],
  ])
  expect(added.map(({ values }) => values.name)).toEqual(['Chris Null'])
})

function valuesOf({ name, email, phone, jobTitle, location, about, links, status, listed }: User) {
  return { name, email, phone, jobTitle, location, about, links, status, listed }
}

test('somebody new comes without the email that is somebody else’s, and the page says so', async () => {
  const { added, leftOut } = await checkWith(
    { answers: [{ row: 2, choice: 'new' }] },
    ['name', 'email'],
    ['Vera Nord', alice.email],
  )
  expect(added).toMatchObject([{ values: { name: 'Vera Nord', email: '' } }])
  expect(leftOut.map(({ problems }) => problems)).toEqual([
    [
      {
        column: 1,
        value: alice.email,
        message: `This email is that of ${alice.name}, and is left out`,
        droppable: true,
      },
    ],
  ])
})

test('a first name and a foreign staff number do not make two people one', async () => {
  const other = person(4, { name: 'Alice Example', staffNumber: 'S-9', email: 'alice.e@example.com' })
  const { asked, changed } = await checkWith(
    { people: [other] },
    ['name', 'email', 'staffNumber'],
    ['Alice Sample', 'a.sample@example.com', 'S-9'],
    ['Alice Example', 'alice.new@example.com', 'S-9'],
  )
  expect([asked.map(({ row }) => row.number), changed.map(({ row }) => row.number)]).toEqual([[2], [3]])
})
