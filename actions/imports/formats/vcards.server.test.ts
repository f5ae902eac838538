import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readTable, recognise } from '../read-table.server.ts'
import { readVcards } from './vcards.server.ts'

const most = 20_000

test('many cards are rows, with the columns that any of them fills', async () => {
  const bytes = readFileSync(new URL('../samples/contacts.vcf', import.meta.url))
  const options = await recognise(bytes)
  const { kind, head, rows, heads } = await readTable(bytes, options)
  expect({ kind, heads }).toEqual({ kind: 'vcard', heads: [] })
  expect(head).toEqual(['Full name', 'First name', 'Last name', 'Email', 'Mobile', 'Job title', 'Department'])
  expect(rows).toEqual([
    {
      number: 1,
      cells: [
        'Vera Testperson',
        'Vera',
        'Testperson',
        'vera.t@example.com',
        '+44 20 7946 0018',
        'Clerk',
        'Library',
      ],
    },
    { number: 2, cells: ['Vic Second', 'Vic', 'Second', 'vic.s@example.com', '', '', ''] },
  ])
})

test('a card of version 2.1 is read with its quoted-printable text', async () => {
  const card = [
    'BEGIN:VCARD',
    'VERSION:2.1',
    'N;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:M=FCller;J=F6rg',
    'FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=B6rg M=C3=',
    '=BCller',
    'TEL;WORK;FAX:1',
    'TEL;WORK;VOICE:+49 228 555 0135',
    'TEL;CELL:+49 151 555 0135',
    'EMAIL;INTERNET:a@example.com',
    'EMAIL;PREF;INTERNET:b@example.com',
    'PHOTO;ENCODING=BASE64;TYPE=JPEG:/9j/4AAQ',
    ' SkZJRg==',
    'END:VCARD',
  ].join('\r\n')
  expect(await readVcards(card, most)).toEqual({
    head: ['Full name', 'First name', 'Last name', 'Email', 'Phone', 'Mobile'],
    rows: [
      {
        number: 1,
        cells: ['Jörg Müller', 'Jörg', 'Müller', 'b@example.com', '+49 228 555 0135', '+49 151 555 0135'],
      },
    ],
  })
})

test('a card of version 4 is read with groups, escapes, folded lines and quoted parameters', async () => {
  const card = [
    'BEGIN:VCARD',
    'VERSION:4.0',
    'FN:Ada \\, Countess',
    'N:Lovelace\\; King;Ada;;;',
    'item1.EMAIL;TYPE="work:home";PREF=1:mailto:ada@exam',
    ' ple.com',
    'TEL;VALUE=uri;TYPE="voice,home":tel:+44-20-7946-0018',
    'ORG:Example;Library;Maps',
    'NOTE:One\\nTwo',
    'URL:https://example.com/a:b',
    'END:VCARD',
    'BEGIN:VCARD',
    'KIND:group',
    'FN:Friends',
    'END:VCARD',
  ].join('\n')
  expect(await readVcards(card, most)).toEqual({
    head: ['Full name', 'First name', 'Last name', 'Email', 'Phone', 'Department', 'Website', 'Note'],
    rows: [
      {
        number: 1,
        cells: [
          'Ada , Countess',
          'Ada',
          'Lovelace; King',
          'ada@example.com',
          '+44-20-7946-0018',
          'Library, Maps',
          'https://example.com/a:b',
          'One\nTwo',
        ],
      },
    ],
  })
})

test('long and broken cards are read in little time', async () => {
  const start = Date.now()
  for (const text of [
    `BEGIN:VCARD\nN:${';'.repeat(100_000)}\nEND:VCARD`,
    `BEGIN:VCARD\nN:${'\\'.repeat(1_000_000)}\nEND:VCARD`,
    `BEGIN:VCARD\nFN;QUOTED-PRINTABLE:${'=\n'.repeat(200_000)}\nEND:VCARD`,
    `BEGIN:VCARD\nNOTE:x${'\n x'.repeat(500_000)}\nEND:VCARD`,
    `BEGIN:VCARD\n${'"'.repeat(1_000_000)}:x\nEND:VCARD`,
  ])
    expect((await readVcards(text, most)).rows.length).toBeLessThan(2)
  expect(Date.now() - start).toBeLessThan(10_000)
})
