import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readTable, recognise } from './read-table.server.ts'

const sample = (name: string) => readFileSync(new URL(`./samples/${name}`, import.meta.url))

/** A file, and how it is recognised: the row that names the columns, the first of them, and the first cells of each row. */
const expected: [string, Partial<ReturnType<typeof recognise>>, string, string[]][] = [
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
  ['dup-headers.csv', { headRow: 1 }, 'Name', ['Dup Heads']],
]

describe('samples are recognised', () => {
  test.each(expected)('%s', (name, options, column, people) => {
    const recognised = recognise(sample(name))
    expect(recognised).toMatchObject(options)
    const { head, rows } = readTable(sample(name), recognised)
    expect(head[0]).toBe(column)
    expect(rows.map(({ cells }) => cells[0]?.replace('\r\n', '\n'))).toEqual(people)
  })
})

test('lines below the people are told apart from them', () => {
  const footersOf = (name: string) =>
    readTable(sample(name), recognise(sample(name))).footers.map(({ cells }) =>
      cells.filter(Boolean).join(' '),
    )
  expect(footersOf('trailing-total.csv')).toEqual(['Total: 1'])
  expect(footersOf('salesforce.csv')).toEqual(['Total: 1 records'])
  expect(footersOf('salesforce-report.csv')).toEqual([
    'Grand Totals (2 records)',
    'Confidential Information - Do Not Distribute',
    'Copyright (c) 2000-2026 Example Inc. All rights reserved.',
  ])
})
