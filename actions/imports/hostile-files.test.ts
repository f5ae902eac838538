import { strToU8, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { knownTeams } from '../spreadsheet/read-cells.server.ts'
import { checkRows } from './check-rows.server.ts'
import { readRows } from './read-rows.server.ts'
import { type ReadTable, readTable, recognise, undecided } from './read-table.server.ts'

const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const text = (value: string) => `<c t="inlineStr"><is><t>${value}</t></is></c>`
const names = `<row>${text('name')}${text('email')}</row>`
const ada = `<row>${text('Ada')}${text('a@example.com')}</row>`

/** A workbook with these rows, and other files in it. */
function workbook(rows: string, others: Record<string, string | Uint8Array> = {}, before = ''): Buffer {
  const files = {
    'xl/workbook.xml': `<workbook xmlns:r="${office}"><sheets><sheet name="People" r:id="r1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="r1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `${before}<worksheet><sheetData>${rows}</sheetData></worksheet>`,
    ...others,
  }
  const bytes = Object.entries(files).map(([name, file]) => [
    name,
    typeof file === 'string' ? strToU8(file) : file,
  ])
  return Buffer.from(zipSync(Object.fromEntries(bytes)))
}

async function read(bytes: Buffer | string): Promise<ReadTable> {
  const file = Buffer.from(bytes)
  return readTable(file, await recognise(file))
}

const list = (rows: string) => `name,email\nAda,a@example.com\n${rows}`
const tooLong = 'A row of the file is too long'

test.each<[string, () => Buffer | string, string]>([
  ['a row of 1,000,000 cells', () => list('x,'.repeat(1_000_000)), tooLong],
  ['a head of 1,000,000 cells', () => `${'n,'.repeat(1_000_000)}\nAda`, tooLong],
  ['a cell of 5 MB', () => list('x'.repeat(4_900_000)), tooLong],
  ['a line of quotes of 5 MB', () => list('"'.repeat(4_900_000)), tooLong],
  ['a file of quotes', () => '"'.repeat(4_900_000), tooLong],
  ['100,000 blank lines', () => list('\n'.repeat(100_000)), '20,000 rows or fewer'],
  ['a file of blank lines', () => '\n'.repeat(100_000), '20,000 rows or fewer'],
  ['20,001 rows', () => list('Bo,\n'.repeat(20_000)), '20,000 rows or fewer'],
  ['20,001 rows of a sheet', () => workbook(names + ada.repeat(20_001)), '20,000 rows or fewer'],
  ['20,001 vCards', () => 'BEGIN:VCARD\nFN:Ada\nEND:VCARD\n'.repeat(20_001), '20,000 rows or fewer'],
  [
    'a row of a sheet with 1,000,000 cells',
    () => workbook(`${names}<row>${'<c><v>1</v></c>'.repeat(1_000_000)}</row>`),
    'could not be read',
  ],
  ['201 columns', () => workbook(`<row>${text('name').repeat(201)}</row>${ada}`), '200 columns or fewer'],
  [
    'a cell of a sheet of 5 MB',
    () => workbook(`${names}<row>${text('x'.repeat(5_000_000))}</row>`),
    'could not be read',
  ],
  [
    'a packed file in a packed file',
    () => Buffer.from(zipSync({ 'people.xlsx': workbook(names) })),
    'This is a zip file',
  ],
  ['NULs', () => list('Bo\0,\n'), 'This is neither a spreadsheet nor a CSV file'],
])('%s is refused in words', async (_, make, message) => {
  await expect(read(make())).rejects.toThrow(message)
})

test('entries of a zip file that share their bytes count as often as they are there', async () => {
  const bytes = workbook(names + ada, { 'xl/media/a.png': new Uint8Array(30_000_000) })
  // The directory once more, with another name: 30 MB that overlap.
  const end = bytes.lastIndexOf('PK\x05\x06')
  const entry = bytes.lastIndexOf('PK\x01\x02')
  const again = Buffer.from(bytes.subarray(entry, end))
  again.write('b', again.indexOf('a.png'))
  const tail = Buffer.from(bytes.subarray(end))
  tail.writeUInt16LE(tail.readUInt16LE(10) + 1, 10)
  const overlapping = Buffer.concat([bytes.subarray(0, end), again, tail])
  expect((await read(bytes)).rows).toHaveLength(1)
  await expect(read(overlapping)).rejects.toThrow('too large when it is unpacked')
})

test('macros, links to other files and formulas are not run', async () => {
  const formula = '<c t="str"><f>WEBSERVICE("http://127.0.0.1:9")</f><v>Ada</v></c>'
  const bytes = workbook(`${names}<row>${formula}<c><f>[1]Sheet1!A1</f></c></row>`, {
    'xl/vbaProject.bin': 'Sub Auto_Open()',
    'xl/externalLinks/externalLink1.xml': '<externalLink><externalBook r:id="r1"/></externalLink>',
    'xl/externalLinks/_rels/externalLink1.xml.rels': `<Relationships><Relationship Id="r1" Type="${office}/externalLinkPath" Target="http://127.0.0.1:9/x.xlsx" TargetMode="External"/></Relationships>`,
  })
  expect((await read(bytes)).rows).toEqual([{ number: 2, cells: ['Ada'] }])
})

test('no entity of a document is resolved', async () => {
  const lol = Array.from({ length: 9 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join('')
  const types = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "lol">${lol}<!ENTITY file SYSTEM "file:///etc/passwd">]>`
  const shared = `${types}<sst><si><t>&l9;&file;</t></si></sst>`
  const row = `<row>${text('&l9;&file;')}<c t="s"><v>0</v></c></row>`
  const { rows } = await read(workbook(names + ada + row, { 'xl/sharedStrings.xml': shared }, types))
  expect(rows.at(-1)?.cells.map((cell) => cell.length <= 20)).toEqual([true, true])
})

test('a vCard with 1,000,000 folded lines is read', async () => {
  const { rows } = await read(`BEGIN:VCARD\nFN:Ada\nNOTE:x${'\n x'.repeat(1_000_000)}\nEND:VCARD`)
  expect(rows).toHaveLength(1)
})

test('UTF-16 of an odd length and halves of characters are read, and refused where they are', async () => {
  const sheet = Buffer.from('name\temail\nAda\ta@example.com\nB\ud800o\tbo@example.com\n', 'utf16le')
  const { rows } = await read(Buffer.concat([sheet, Buffer.from('x')]))
  expect(rows).toHaveLength(2)
  const { added, refused } = await planOf({ head: ['name', 'email'], rows })
  expect([added, refused].map((each) => each.map(({ row }) => row.number))).toEqual([[2], [3]])
})

test('rows of different lengths are read, and a blank one of 1,000,000 cells is blank', async () => {
  const ragged = Array.from({ length: 19_000 }, (_, row) => `Ada ${row}${','.repeat(row % 4)}`)
  const { rows } = await read(list([','.repeat(1_000_000), ...ragged].join('\n')))
  expect(rows).toHaveLength(19_001)
})

test('200 columns and 20,000 rows are read', async () => {
  const head = ['name', ...Array.from({ length: 199 }, (_, column) => `c${column}`)]
  const rows = Array.from({ length: 20_000 }, (_, row) => `Ada ${row}${','.repeat(199)}`)
  const table = await read([head.join(), ...rows].join('\n'))
  expect([table.head.length, table.rows.length]).toEqual([200, 20_000])
})

test.each([':::', ';', ',', '/', '|', '\n', '\\', ' ', '* ', '\u00e9/', "'", '="'])(
  'a cell of nothing but %j is taken or refused in every field',
  async (mark) => {
    const cell = mark.repeat(190_000 / mark.length)
    const columns = [
      'name',
      'email',
      'phone',
      'mobile',
      'jobTitle',
      'teams',
      'about',
      'links',
      'status',
      'listed',
    ] as const
    for (const column of columns) {
      const cells = columns.map((each) => (each === column ? cell : each === 'name' ? 'Ada' : ''))
      const { added, refused } = await planOf({ head: [...columns], rows: [{ number: 2, cells }] })
      expect(added.length + refused.length).toBe(1)
    }
  },
)

type Rows = Pick<ReadTable, 'head' | 'rows'>

async function planOf(table: Rows) {
  const options = {
    ...undecided,
    columns: table.head as ['name'],
    blanks: 'keep' as const,
    turnNames: true,
  }
  const keys = { texts: new Map(), names: new Map(), shared: new Set<string>() }
  return checkRows(await readRows(table, options, 'GB'), options, { people: [], find: knownTeams([]), keys })
}
