import { strToU8, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { recognise } from '../read-table.server.ts'
import { kindOf } from './file-kind.server.ts'
import { readOds } from './ods.server.ts'

const limits = { rows: 100, columns: 10 }
const people = 'application/vnd.oasis.opendocument.spreadsheet'

/** A workbook with these tables, in XML. */
function workbook(tables: string, mimetype = people): Buffer {
  const xml = `<?xml version="1.0"?><office:document-content><office:body><office:spreadsheet><table:calculation-settings/>
${tables}<table:database-ranges/></office:spreadsheet></office:body></office:document-content>`
  return Buffer.from(zipSync({ mimetype: [strToU8(mimetype), { level: 0 }], 'content.xml': strToU8(xml) }))
}

const table = (rows: string, name = 'People') =>
  `<table:table table:name="${name}"><office:forms/><table:table-column/>${rows}</table:table>`
const row = (...cells: string[]) => `<table:table-row>${cells.join('')}</table:table-row>`
const cell = (text: string, attributes = 'office:value-type="string"') =>
  `<table:table-cell ${attributes}><text:p>${text}</text:p></table:table-cell>`
const blank = (columns: number) => `<table:table-cell table:number-columns-repeated="${columns}"/>`

async function cellsOf(...cells: string[]): Promise<string[] | undefined> {
  return (await readOds(workbook(table(row(...cells))), 1, limits)).rows[0]?.cells
}

test('numbers, dates and truth are as people see them, in any language', async () => {
  const float = (text: string, value: string) =>
    cell(text, `office:value-type="float" office:value="${value}"`)
  expect(
    await cellsOf(
      float('442079460018', '442079460018'),
      float('4,42E+11', '442079460018'),
      float('000007', '7'),
      float('0,5', '0.5'),
      cell('15.03.23', 'office:value-type="date" office:date-value="2023-03-15T00:00:00"'),
      cell('15.03.23 12:00', 'office:value-type="date" office:date-value="2023-03-15T12:00:00"'),
      cell('WAHR', 'office:value-type="boolean" office:boolean-value="true"'),
      cell('50 %', 'office:value-type="percentage" office:value="0.5"'),
    ),
  ).toEqual([
    '442079460018',
    '442079460018',
    '000007',
    '0.5',
    '2023-03-15',
    '2023-03-15 12:00',
    'TRUE',
    '50 %',
  ])
})

test('texts are whole, without comments and what is drawn over them', async () => {
  const aside = '<office:annotation><text:p>Said to be ill</text:p></office:annotation>'
  const drawing = '<draw:frame><draw:text-box><text:p>Drawn</text:p></draw:text-box></draw:frame>'
  const paragraphs =
    'Ada<text:s text:c="2"/><text:span>Love<text:line-break/>lace</text:span></text:p><text:p>King'
  expect(
    await cellsOf(
      `<table:table-cell>${aside}${drawing}<text:p>${paragraphs}${drawing}</text:p></table:table-cell>`,
      '<table:table-cell office:value-type="string" office:string-value="Kept"/>',
      '<table:covered-table-cell><text:p>Covered</text:p></table:covered-table-cell>',
      cell('R&amp;D &lt;1&gt;'),
    ),
  ).toEqual(['Ada  Love\nlace\nKing', 'Kept', 'Covered', 'R&D <1>'])
})

test('rows keep their numbers, and cells their columns', async () => {
  const rows = [
    row(cell('Name'), cell('x', 'table:number-columns-repeated="2"')),
    `<table:table-row table:number-rows-repeated="3">${blank(10)}</table:table-row>`,
    `<table:table-row-group>${row(blank(2), cell('Ada'))}</table:table-row-group>`,
    `<table:table-row table:number-rows-repeated="1048576">${blank(16_384)}</table:table-row>`,
  ]
  const { rows: read } = await readOds(workbook(table(rows.join(''))), 1, limits)
  expect(read).toEqual([
    { number: 1, cells: ['Name', 'x', 'x'] },
    { number: 5, cells: ['', '', 'Ada'] },
  ])
})

test('a sheet can be chosen, and copies of other files are none', async () => {
  const copy = table(row(cell('Copy')), "'file:///tmp/a.ods'#$People")
  const file = workbook(
    table('<table:table-row/>', 'Cover') + copy + table(row(cell('A')) + row(cell('B')), 'List'),
  )
  expect(await readOds(file, 2, limits)).toMatchObject({
    sheets: ['Cover', 'List'],
    rows: [{ cells: ['A'] }, { cells: ['B'] }],
  })
  expect((await recognise(file)).sheet).toBe(2)
  await expect(readOds(file, 3, limits)).rejects.toThrow('Choose another sheet')
})

test('a few bytes that stand for very many cells are read no further than a table may go', async () => {
  const wide = row(cell('x', 'table:number-columns-repeated="2000000000"'))
  const { rows } = await readOds(workbook(table(wide.repeat(200))), 1, limits)
  expect([rows.length, rows[0]?.cells.length]).toEqual([100, 11])
})

test('what is no spreadsheet is refused in words', async () => {
  expect(() => kindOf(workbook('', 'application/vnd.oasis.opendocument.text'))).toThrow('no spreadsheet')
  const damaged = workbook(table(row('<table:table-cell></text:p></table:table-cell>')))
  await expect(readOds(damaged, 1, limits)).rejects.toThrow('This .ods file could not be read')
  const locked = Buffer.from(zipSync({ mimetype: strToU8(people), 'content.xml': strToU8('\u0001\u0002') }))
  await expect(readOds(locked, 1, limits)).rejects.toThrow('without a password')
})
