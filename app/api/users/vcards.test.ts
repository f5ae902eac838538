import { expect, test } from 'vitest'
import { readVcards } from '#actions/imports/formats/vcards.server.ts'
import { vcardWriter } from './vcards.ts'

const write = vcardWriter({ origin: 'https://people.example.org', organisation: 'Example, Inc.' })

test('a card has what its JSON has, and no more', () => {
  const user = {
    id: 7,
    name: 'Ada King',
    knownAs: 'Countess; Ada',
    pronouns: 'she/her',
    email: 'ada@example.com',
    phone: '+44 20 7946 0018',
    mobile: '+44 7700 900123',
    jobTitle: 'Analyst',
    teams: [
      { id: 1, name: 'Maps, Charts' },
      { id: 2, name: 'Library' },
    ],
    location: 'Room 2',
    about: 'One\nTwo',
    links: [{ url: 'https://example.com/a,b' }, { label: 'Blog', url: 'https://example.com' }],
    sortName: 'King, Ada',
    staffNumber: 'S-1',
    status: 'active',
    listed: true,
    createdAt: '2026-01-02T03:04:05.678Z',
    updatedAt: '2026-11-28T14:00:00.123Z',
  }
  expect(write([JSON.stringify(user)]).split('\r\n')).toEqual([
    'BEGIN:VCARD',
    'VERSION:4.0',
    'PRODID:-//Rollcall//People//EN',
    'UID:https://people.example.org/users/7',
    'KIND:individual',
    'FN:Ada King',
    'N:King;Ada;;;',
    'NICKNAME:Countess\\; Ada',
    'PRONOUNS:she/her',
    'EMAIL;TYPE=work:ada@example.com',
    'TEL;TYPE="voice,work":+44 20 7946 0018',
    'TEL;TYPE="cell,work":+44 7700 900123',
    'TITLE:Analyst',
    'ORG:Example\\, Inc.',
    'CATEGORIES:Maps\\, Charts,Library',
    'ADR;TYPE=work:;;Room 2;;;;',
    'NOTE:One\\nTwo',
    'URL:https://example.com/a,b',
    'item2.URL:https://example.com',
    'item2.X-ABLabel:Blog',
    'REV:20261128T140000Z',
    'X-ROLLCALL-ID:7',
    'X-ROLLCALL-SORT-NAME:King\\, Ada',
    'X-ROLLCALL-STAFF-NUMBER:S-1',
    'X-ROLLCALL-STATUS:active',
    'X-ROLLCALL-LISTED:yes',
    'END:VCARD',
    '',
  ])
  const bare = vcardWriter({ origin: 'https://people.example.org', organisation: '' })
  const [, , , , , ...lines] = bare(['{"id":7,"name":"Ada"}']).split('\r\n')
  expect(lines).toEqual(['FN:Ada', 'N:Ada;;;;', 'X-ROLLCALL-ID:7', 'END:VCARD', ''])
})

test('lines are 75 bytes or shorter, and no character is cut', () => {
  for (const about of [
    'x'.repeat(1_000),
    'ü'.repeat(1_000),
    `a${'👩‍👩‍👧'.repeat(100)}`,
    `${' '.repeat(99)}x`,
  ]) {
    const card = write([JSON.stringify({ id: 7, name: 'Ada', about })])
    for (const line of card.split('\r\n')) {
      expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
      expect(Buffer.from(line).toString()).toBe(line)
    }
    expect(card.replaceAll('\r\n ', '')).toContain(`\r\nNOTE:${about}\r\n`)
  }
})

test('an id is believed only in a file whose cards are all from here', async () => {
  const own = write(['{"id":7,"name":"Ada","status":"active","listed":true}'])
  expect((await readVcards(own, 10)).head).toEqual(['Id', 'Full name', 'Status', 'Listed'])
  const other = 'BEGIN:VCARD\nFN:Eve\nX-ROLLCALL-ID:7\nEND:VCARD\n'
  for (const text of [own + other, own.replace('PRODID:-//Rollcall', 'PRODID:-//Apple')])
    expect((await readVcards(text, 10)).head).toEqual(['Full name', 'Last name'])
})
