import { strToU8, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { runInBoundedHeap } from '../bounded-heap-under-test.ts'
import { recognise } from '../read-table.server.ts'
import { readXlsx } from './xlsx.server.ts'

const limits = { rows: 21_000, columns: 200 }

const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const styles = `<styleSheet><numFmts><numFmt numFmtId="170" formatCode="dd\\.mm\\.yyyy;@"/>
<numFmt numFmtId="171" formatCode="000000"/><numFmt numFmtId="172" formatCode="0000 000000"/></numFmts>
<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/><xf numFmtId="20"/><xf numFmtId="172"/></cellXfs></styleSheet>`

/** A workbook with a sheet for each of these, which are the rows of it in XML. */
function workbook(sheets: string[], others: Record<string, string> = {}): Buffer {
  const each = (write: (id: number) => string) => sheets.map((_, index) => write(index + 1)).join('')
  const files = {
    'xl/workbook.xml': `<workbook xmlns:r="${office}"><sheets>${each((id) => `<sheet name="Sheet ${id}" r:id="r${id}"/>`)}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${each((id) => `<Relationship Id="r${id}" Type="${office}/worksheet" Target="worksheets/sheet${id}.xml"/>`)}</Relationships>`,
    'xl/styles.xml': styles,
    ...Object.fromEntries(
      sheets.map((rows, index) => [
        `xl/worksheets/sheet${index + 1}.xml`,
        `<worksheet><sheetData>${rows}</sheetData></worksheet>`,
      ]),
    ),
    ...others,
  }
  return Buffer.from(
    zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)]))),
  )
}

async function cellsOf(rows: string, others?: Record<string, string>): Promise<string[][]> {
  return (await readXlsx(workbook([rows], others), 1, limits)).rows.map(({ cells }) => cells)
}

const text = (reference: string, value: string) =>
  `<c r="${reference}" t="inlineStr"><is><t>${value}</t></is></c>`

test('numbers and dates are as people see them', async () => {
  const cell = (style: number, value: string) => `<c s="${style}"><v>${value}</v></c>`
  const row = [
    cell(0, '442079460018'),
    cell(0, '4.42079460018E+11'),
    cell(0, '0.1'),
    cell(1, '45000'),
    cell(2, '45000.5'),
    cell(3, '7'),
    cell(4, '0.5'),
    cell(5, '2079460018'),
    '<c t="b"><v>1</v></c>',
    '<c t="e"><v>#REF!</v></c>',
    '<c t="d"><v>2024-01-02T00:00:00</v></c>',
  ]
  expect(await cellsOf(`<row>${row.join('')}</row>`)).toEqual([
    [
      '442079460018',
      '442079460018',
      '0.1',
      '2023-03-15',
      '2023-03-15 12:00',
      '000007',
      '12:00',
      '2079 460018',
      'TRUE',
      '#REF!',
      '2024-01-02',
    ],
  ])
})

test('texts are whole: shared ones, parts in other letters, escaped characters, results of formulas', async () => {
  const shared =
    '<sst><si><t>Ada</t></si><si><r><t>Love</t></r><r><t>lace</t></r><rPh><t>x</t></rPh></si></sst>'
  const cells =
    '<c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="str"><f>A1</f><v>a&amp;b_x000D_c</v></c><c t="s"><v>9</v></c>'
  expect(await cellsOf(`<row>${cells}</row>`, { 'xl/sharedStrings.xml': shared })).toEqual([
    ['Ada', 'Lovelace', 'a&b\nc', ''],
  ])
})

test('prefixes, rows and cells without a number, and blank ones are read', async () => {
  const sheet =
    '<?xml version="1.0"?><x:worksheet><x:sheetData><x:row><x:c><x:v>1</x:v></x:c><x:c/><x:c><x:v>2</x:v></x:c></x:row><x:row/><x:row><x:c t="s"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>'
  const shared = '<x:sst><x:si><x:t/></x:si><x:si><x:t>Ada</x:t></x:si></x:sst>'
  const bytes = workbook(['<row/>'], { 'xl/worksheets/sheet1.xml': sheet, 'xl/sharedStrings.xml': shared })
  expect((await readXlsx(bytes, 1, limits)).rows).toEqual([
    { number: 1, cells: ['1', '', '2'] },
    { number: 3, cells: ['Ada'] },
  ])
})

test('a cell and a row far away take no memory, and a cell beyond the columns is still there', async () => {
  const far = `<row r="1"><c r="B1"><v>1</v></c><c r="XFD1"><v>2</v></c></row><row r="1048576">${text('A1048576', 'x')}</row>`
  const { rows } = await readXlsx(workbook([far]), 1, limits)
  expect(rows.map(({ number, cells }) => [number, cells.length, cells.at(-1)])).toEqual([
    [1, 201, '2'],
    [1_048_576, 1, 'x'],
  ])
})

test('the first sheet with a table is read, and every sheet has its name', async () => {
  const people = `<row r="1">${text('A1', 'Staff list')}</row><row r="3">${text('A3', 'Full name')}${text('B3', 'Email')}</row><row r="4">${text('A4', 'Ada')}${text('B4', 'a@example.com')}</row>`
  const bytes = workbook([`<row r="1">${text('A1', 'Cover')}</row>`, people])
  expect(await recognise(bytes)).toMatchObject({ sheet: 2, headRow: 3, columns: ['name', 'email'] })
  expect((await readXlsx(bytes, 2, limits)).sheets).toEqual(['Sheet 1', 'Sheet 2'])
  await expect(readXlsx(bytes, 3, limits)).rejects.toThrow('Choose another sheet')
})

test('a file that unpacks to too much is refused before it is unpacked, also when it lies', async () => {
  const big = workbook([`<row r="1">${text('A1', 'x'.repeat(61_000_000))}</row>`])
  expect(big.length).toBeLessThan(200_000)
  await expect(readXlsx(big, 1, limits)).rejects.toThrow('too large when it is unpacked')
  const entry = big.lastIndexOf('xl/worksheets/sheet1.xml') - 46
  big.writeUInt32LE(1_000, entry + 24)
  await expect(readXlsx(big, 1, limits)).rejects.toThrow('This file is damaged')
})

test.each([
  ['a cut file', workbook(['<row/>']).subarray(0, 300)],
  ['a workbook without sheets', workbook([])],
  ['tags that do not match', workbook(['<row><c><v>1</c></row>'])],
  ['no end', Buffer.from('PK\x03\x04')],
])('%s is refused in words', async (_, bytes) => {
  await expect(readXlsx(Buffer.from(bytes), 1, limits)).rejects.toThrow(/\.xlsx|sheet/)
})

const shared = (texts: readonly string[]) =>
  `<sst>${texts.map((each) => `<si><t>${each}</t></si>`).join('')}</sst>`

/** Rows with as many cells each, of which each has a text of its own. */
function sheetOf(columns: number, cell: (index: number) => string): string {
  const row = (at: number) => Array.from({ length: columns }, (_, column) => cell(at * columns + column))
  return Array.from({ length: 20_000 }, (_, at) => `<row>${row(at).join('')}</row>`).join('')
}

const sharedCell = (index: number) => `<c t="s"><v>${index}</v></c>`
const inlineCell = (value: string) => `<c t="inlineStr"><is><t>${value}</t></is></c>`
const numbered = (count: number, write: (index: number) => string) =>
  Array.from({ length: count }, (_, n) => write(n))
const tooMuch =
  'This sheet holds too much text. Delete the columns that are not needed, or divide it into several files'

test.each<[string, number | string, () => [string, string[]]]>([
  ['20,000 rows of 15 columns', 20_000, () => [sheetOf(15, (n) => inlineCell(`Some text ${n}`)), []]],
  [
    '45 MB of shared texts',
    20_000,
    () => [sheetOf(2, sharedCell), numbered(40_000, (n) => `${n} ${'word '.repeat(225)}`)],
  ],
  [
    '900,000 short texts, each with a letter that needs two bytes',
    20_000,
    () => [sheetOf(45, sharedCell), numbered(900_000, (n) => `\u0175 ${n % 1000}`)],
  ],
  [
    'more text than is kept',
    tooMuch,
    () => [sheetOf(2, sharedCell), numbered(40_000, (n) => `${n} \u0175 ${'word '.repeat(270)}`)],
  ],
  ['three million numbers', tooMuch, () => [sheetOf(150, (n) => `<c><v>${n % 1000}</v></c>`), []]],
  [
    '55 MB of shared texts that no cell has',
    1,
    () => [`<row>${sharedCell(1)}</row>`, numbered(40_000, () => 'word '.repeat(270))],
  ],
])('%s take less than 120 MB', async (_, outcome, make) => {
  const [rows, texts] = make()
  const content = workbook([rows], { 'xl/sharedStrings.xml': shared(texts) })
  const script = new URL('xlsx-memory-under-test.ts', import.meta.url)
  const [read, megabytes] = await runInBoundedHeap(script, content, 96)
  expect(read).toBe(outcome)
  expect(megabytes).toBeLessThan(120)
})
