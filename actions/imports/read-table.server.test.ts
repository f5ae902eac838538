import { describe, expect, test } from 'vitest'
import { UnreadableFile } from './formats/unreadable-file.server.ts'
import { readTable, recognise } from './read-table.server.ts'

const plain = { separator: 'comma', otherSeparator: '', quote: 'double', sheet: 1, headRow: 1 } as const
const utf8 = (text: string) => Buffer.from(text)
const latin = (text: string) => Buffer.from(text, 'latin1')

describe('what a file is written in', () => {
  test.each([
    ['UTF-8', utf8('Full name,Email\nZoë,z@example.com'), 'utf-8', 'Zoë'],
    ['UTF-8 with a byte-order mark', utf8('\ufeffFull name,Email\nZoë,z@example.com'), 'utf-8', 'Zoë'],
    ['Windows-1252', latin('Full name;Email\nZo\xeb \x80;z@example.com'), 'windows-1252', 'Zoë €'],
    ['UTF-16', Buffer.from('\ufeffFull name\tEmail\nZoë\tz@example.com', 'utf16le'), 'utf-16le', 'Zoë'],
    [
      'UTF-16, big-endian',
      Buffer.from('\ufeffFull name\tEmail\nZoë\tz@example.com', 'utf16le').swap16(),
      'utf-16be',
      'Zoë',
    ],
  ])('%s', async (_name, bytes, encoding, name) => {
    const options = await recognise(bytes)
    expect(options).toMatchObject({ encoding, columns: ['name', 'email'] })
    const { head, rows } = await readTable(bytes, options)
    expect(head).toEqual(['Full name', 'Email'])
    expect(rows).toEqual([{ number: 2, cells: [name, 'z@example.com'] }])
  })
})

describe('what stands between two cells', () => {
  test.each([
    ['comma', 'name,email\n"Doe; Jane",j@example.com\n'],
    ['semicolon', 'name;email;about\n"Doe; Jane";j@example.com;"likes a, b, c, d"\n'],
    ['tab', 'name\temail\nDoe, Jane\tj@example.com'],
    ['pipe', 'name|email\nDoe, Jane|j@example.com'],
    ['comma', 'email\nj@example.com\n'],
  ])('a %s', async (separator, text) => {
    expect((await recognise(utf8(text))).separator).toBe(separator)
  })
})

test('a cell keeps its quotes, line breaks and separators, and blank lines count as a spreadsheet counts them', async () => {
  const { rows } = await readTable(utf8('name,email\r\n"A ""B""\nC, D",x@y\r\n\r\n , \r\nE,e@y\r\n'), {
    encoding: 'utf-8',
    ...plain,
  })
  expect(rows).toEqual([
    { number: 2, cells: ['A "B"\nC, D', 'x@y'] },
    { number: 5, cells: ['E', 'e@y'] },
  ])
})

describe('what stands around a cell', () => {
  test.each([
    ['double', 'comma', 'name,email\n"Doe, Jane",j@example.com\n', 'Doe, Jane'],
    ['single', 'comma', "name,email\n'Doe, Jane',j@example.com\n", 'Doe, Jane'],
    ['double', 'comma', "name,email\nJane O'Doe,j@example.com\n", "Jane O'Doe"],
    ['none', 'tab', 'name\temail\n"5 inch" Jane\tj@example.com\n"Jane\tk@example.com', '"5 inch" Jane'],
  ])('%s quotes, and a %s between cells', async (quote, separator, text, name) => {
    const options = await recognise(utf8(text))
    expect(options).toMatchObject({ quote, separator })
    expect((await readTable(utf8(text), options)).rows[0]?.cells).toEqual([name, 'j@example.com'])
  })
})

test('lines that end in different ways are lines all the same', async () => {
  const { rows } = await readTable(utf8('email,about\r\na@y,"one\ntwo"\nb@y,\rc@y,\r\n'), {
    encoding: 'utf-8',
    ...plain,
  })
  expect(rows.map(({ cells }) => cells)).toEqual([
    ['a@y', 'one\ntwo'],
    ['b@y', ''],
    ['c@y', ''],
  ])
})

test('blank lines and the separator that Excel writes come before the names of the columns', async () => {
  for (const top of ['\n\n', 'sep=;\n\n']) {
    const text = utf8(`${top}name;email\nAda;a@y\n`)
    const options = await recognise(text)
    expect(options).toMatchObject({ separator: 'semicolon', columns: ['name', 'email'] })
    expect(await readTable(text, options)).toMatchObject({
      head: ['name', 'email'],
      rows: [{ number: 4, cells: ['Ada', 'a@y'] }],
    })
  }
})

test('what is no table is refused in words', async () => {
  const refuses = (bytes: Buffer) => expect(recognise(bytes)).rejects
  await refuses(utf8('')).toThrow('The file is empty')
  await refuses(utf8('name,email\n,\n')).toThrow('The file holds no rows')
  await refuses(Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 1])).toThrow('This file is damaged')
  const open = { encoding: 'utf-8', ...plain } as const
  await expect(readTable(utf8('name,email\n"Ada,a@example.com\n'), open)).rejects.toThrow(
    'a quote is opened and never closed',
  )
  await refuses(utf8(`name\n${'Ada\n'.repeat(20_001)}`)).toThrow('20,000 rows or fewer')
  await refuses(utf8(`${'name,'.repeat(201)}\nAda`)).toThrow(UnreadableFile)
})

test('a file of nothing but line breaks is refused before all of it is read', async () => {
  const bytes = Buffer.from(`name\nAda\n${'\n'.repeat(200_000)}`)
  await expect(readTable(bytes, { encoding: 'utf-8', ...plain })).rejects.toThrow(/20,000 rows or fewer/)
})
