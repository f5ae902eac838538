import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { checkRows } from '#actions/imports/check-rows.server.ts'
import { isOwnFile } from '#actions/imports/columns/known-heads.server.ts'
import { readRows } from '#actions/imports/read-rows.server.ts'
import { readTable, recognise } from '#actions/imports/read-table.server.ts'
import { knownTeams } from '#actions/spreadsheet/read-cells.server.ts'
import { fieldNames, uniqueFields } from '#db/user-fields.ts'
import type { Person } from '#db/users/find.ts'
import { blankUser, type UserValues } from '#db/users/values.ts'
import { exportColumns } from './columns.ts'
import { type FormatName, formats } from './formats.ts'
import { writerOf } from './writers.ts'

const teams = [
  { id: 1, name: 'Library' },
  { id: 2, name: 'Maps, Charts; Globes' },
  { id: 3, name: '=1+1 \\ R&D' },
]

const full: UserValues = {
  name: 'Jan van der Bérg, <b> "jr"; \\n',
  knownAs: "'=Jan, J",
  pronouns: '-they/them',
  email: 'jan@example.com',
  phone: '+442079460018',
  mobile: '+44 20 7946 0018',
  jobTitle: '@Head of _x0041_ & sons',
  teams: [1, 2, 3],
  location: 'Floor 2, room 214; left \\ door',
  about: `One\n\n=two\n${'ünïcödé 👩‍👩‍👧 '.repeat(40)}end\uffff`,
  links: [
    { label: 'My, "blog"; \\ here', url: 'https://example.com/b?c=d,e;f&g=h' },
    { label: '', url: 'https://example.com/2' },
  ],
  sortName: 'Bérg, Jan van der',
  staffNumber: '007',
  status: 'inactive',
  listed: false,
}

const strange: Partial<UserValues>[] = [
  { name: '="quoted"', phone: '020 7946 0018', mobile: '+44-20-7946-0018' },
  { name: 'N/A', knownAs: '-', jobTitle: 'n/a', email: 'n.a@example.com', staffNumber: '1E5' },
  { name: 'Plato', sortName: 'Plato', about: '- one\n- two', phone: '+49 30 1234567 / 030 7654321' },
  { name: '山田 太郎', location: 'BEGIN:VCARD', about: ' END:VCARD'.trim(), staffNumber: '0.10' },
]

describe('what is exported and imported again is unchanged', () => {
  test.each(Object.keys(formats) as FormatName[])('%s', async (format) => {
    const people = [full, ...strange].map(personOf)
    const content = await fileOf(format, people)
    const options = await recognise(content)
    const table = await readTable(content, options)
    expect([isOwnFile(table.head), table.head.length]).toEqual([true, fieldNames.length + 1])
    expect(options.columns).toEqual(['id', ...fieldNames])
    const plan = await checkRows(await readRows(table, options, ''), options, {
      people,
      find: knownTeams(teams),
      keys: { texts: new Map(), names: new Map(), shared: new Set() },
    })
    expect(plan.asked).toEqual([])
    expect(plan.refused).toEqual([])
    expect(plan.changed).toEqual([])
    expect(plan.leftOut).toEqual([])
    expect(plan.unchanged.map(({ before }) => before.id)).toEqual(people.map(({ id }) => id))
  })
})

test('an empty list is a file, too', async () => {
  for (const format of Object.keys(formats) as FormatName[]) {
    if (format !== 'vcard') await expect(recognise(await fileOf(format, []))).rejects.toThrow('holds no rows')
  }
})

function personOf(values: Partial<UserValues>, index: number): Person {
  const id = index + 41
  const all = { ...blankUser, email: `person${id}@example.com`, ...values }
  const keys = Object.fromEntries(uniqueFields.map((field) => [field, all[field].toLowerCase()]))
  return { ...all, id, version: 1, trashedAt: null, keys } as unknown as Person
}

async function fileOf(format: FormatName, people: readonly Person[]): Promise<Buffer> {
  const given = {
    columns: exportColumns('account'),
    origin: 'https://people.example.org',
    organisation: 'Example, Inc.',
  }
  const writer: { write: (users: readonly string[]) => string; end?: string; pack?: Pack } = writerOf(
    format,
    given,
  )
  const { write, end = '', pack = (output) => output } = writer
  // In two batches, as a long list.
  const batches = [write(people.slice(0, 2).map(jsonOf)), write(people.slice(2).map(jsonOf)), end]
  return buffer(Readable.from(pack(Readable.from(batches.map((text) => Buffer.from(text))))))
}

type Pack = (output: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>

/** As the database writes it: what is not set is absent. */
function jsonOf(person: Person): string {
  const named = teams.filter(({ id }) => person.teams.includes(id))
  const links = person.links.map(({ label, url }) => ({ ...(label && { label }), url }))
  const isSet = ([, value]: [string, unknown]) =>
    value !== '' && !(Array.isArray(value) && value.length === 0)
  const fields = fieldNames.map((name): [string, unknown] => [name, person[name]])
  const set = Object.fromEntries(fields.filter(isSet))
  return JSON.stringify({
    id: person.id,
    ...set,
    ...(named.length > 0 && { teams: named }),
    ...(links.length > 0 && { links }),
    updatedAt: '2026-11-28T14:00:00.123Z',
  })
}
