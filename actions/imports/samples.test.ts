import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { ImportOptions } from '../imports.schema.ts'
import { readTable, recognise } from './read-table.server.ts'

const sample = (name: string) => readFileSync(new URL(`./samples/${name}`, import.meta.url))

/** A file, and how it is recognised: the row that names the columns, the first of them, and the first cells of each row. */
const expected: [string, Partial<ImportOptions>, string, string[]][] = [
  ['linkedin.csv', { headRow: 4 }, 'First Name', ['Holger', 'Mina']],
  ['azure-template.csv', { headRow: 2 }, 'Name [displayName] Required', ['Chris Green']],
  ['salesforce.csv', { headRow: 1 }, 'Salutation', ['Ms.']],
  ['salesforce-report.csv', { headRow: 7 }, 'First Name', ['Edna', 'Omar']],
  ['trailing-total.csv', { headRow: 1 }, 'Full name', ['Total Line']],
  ['no-header.csv', { headRow: 0 }, 'Column 1', ['Nora Head', 'Otto Head']],
  ['outlook-com-61.csv', { headRow: 1 }, 'First Name', ['Philippa']],
  ['backslash-quotes.csv', { quote: 'backslash', separator: 'comma' }, 'Full name', ['Bobby "Tables" Drop']],
  ['semicolon-excel-sep.csv', { separator: 'semicolon', headRow: 2 }, 'Full name', ['Sep Line']],
  ['carets.csv', { separator: 'other', otherSeparator: '^' }, 'Full name', ['Cara Caret', 'Carl Caret']],
  ['tabs-in-csv.tsv', { separator: 'tab' }, 'Full name', ['Tabea Tab']],
  ['crlf-mixed.csv', { separator: 'comma' }, 'Full name', ['Mixed One', 'Mixed Two', 'Mixed\nThree']],
  ['nextcloud-userimporter.csv', { separator: 'semicolon' }, 'Username', ['ida2']],
  [
    'apple-numbers-de.csv',
    { encoding: 'windows-1252', separator: 'semicolon' },
    'Vorname',
    ['Jürgen', 'Anke'],
  ],
  [
    'excel-cz-1250.csv',
    { encoding: 'windows-1250' },
    'Jméno a příjmení',
    ['Žofie Dvořáková', 'Łukasz Gżegżółka'],
  ],
  ['utf16-nobom.csv', { encoding: 'utf-16le', separator: 'tab' }, 'Full name', ['Žofie Dvořáková']],
  [
    'utf8-one-bad-byte.csv',
    { encoding: 'utf-8' },
    'Full name',
    ['Jürgen Müßig', 'Zoë Ångström', 'Žofie Dvořáková'],
  ],
  ['people.xlsx', { sheet: 1, headRow: 1 }, 'Full name', ['Xena Sheet']],
  ['people-renamed.csv', { sheet: 1, headRow: 1 }, 'Full name', ['Xena Sheet']],
  ['three-sheets.xlsx', { sheet: 2, headRow: 1 }, 'Full name', ['Sten Staff']],
  ['dup-headers.csv', { headRow: 1 }, 'Name', ['Dup Heads']],
]

describe('samples are recognised', () => {
  test.each(expected)('%s', async (name, options, column, people) => {
    const recognised = await recognise(sample(name))
    expect(recognised).toMatchObject(options)
    const { head, rows } = await readTable(sample(name), recognised)
    expect(head[0]).toBe(column)
    expect(rows.map(({ cells }) => cells[0]?.replace('\r\n', '\n'))).toEqual(people)
  })
})

test('lines below the people are told apart from them', async () => {
  const footersOf = async (name: string) =>
    (await readTable(sample(name), await recognise(sample(name)))).footers.map(({ cells }) =>
      cells.filter(Boolean).join(' '),
    )
  expect(await footersOf('trailing-total.csv')).toEqual(['Total: 1'])
  expect(await footersOf('salesforce.csv')).toEqual(['Total: 1 records'])
  expect(await footersOf('salesforce-report.csv')).toEqual([
    'Grand Totals (2 records)',
    'Confidential Information - Do Not Distribute',
    'Copyright (c) 2000-2026 Example Inc. All rights reserved.',
  ])
})

test.each([
  ['people.json', 'This is JSON. Save the list as .xlsx or CSV in the program it comes from'],
  ['people.html-as.xls', 'This is a web page with another name.'],
  ['people.ldif', 'This is LDIF.'],
])('%s is named for what it is', async (name, message) => {
  await expect(recognise(sample(name))).rejects.toThrow(message)
})

test.each([
  ['%PDF-1.7', 'This is a PDF.'],
  ['\x89PNG\r\n', 'This is a picture.'],
  ['\xff\xd8\xff\xe0', 'This is a picture.'],
  ['\xd0\xcf\x11\xe0\xa1\xb1', 'This is an old Excel file (.xls), or one with a password.'],
  ['{\\rtf1', 'This is a Word document.'],
  ['\x1f\x8b\x08', 'This is a packed file.'],
  ['a\0\0b\0\0\0c', 'This is neither a spreadsheet nor a CSV file.'],
  ['<?xml version="1.0"?>', 'This is XML.'],
  ['BEGIN:VCALENDAR', 'This is a calendar.'],
])('what starts with %j is named for what it is', async (start, message) => {
  await expect(recognise(Buffer.from(`${start} ...\n`, 'latin1'))).rejects.toThrow(message)
})
