import { encode } from 'uqr'
import { expect, test } from 'vitest'
import { qrCard } from './qr-card.ts'

test('a QR code has the ways to reach somebody', () => {
  const ada = {
    name: 'Ada King',
    jobTitle: 'Analyst, first class',
    phone: '+44 20 7946 0018',
    mobile: '+44 7700 900123',
    email: 'ada@example.com',
  }
  expect(qrCard(ada, 'Example').split('\n')).toEqual([
    'BEGIN:VCARD',
    'VERSION:3.0',
    'FN:Ada King',
    'N:King;Ada',
    'TEL;TYPE=CELL:+44 7700 900123',
    'TEL;TYPE=WORK:+44 20 7946 0018',
    'EMAIL:ada@example.com',
    'TITLE:Analyst\\, first class',
    'ORG:Example',
    'END:VCARD',
  ])
})

test('the longest person still has a code: what does not fit is left out', () => {
  const longest = { name: '𠮷'.repeat(200), jobTitle: '𠮷'.repeat(200), email: 'a@example.com' }
  const card = qrCard(longest, 'x'.repeat(200))
  expect(card).toContain('FN:𠮷')
  expect(encode(card, { ecc: 'L' }).version).toBeLessThanOrEqual(40)
  expect(qrCard({ name: 'Ada', jobTitle: 'x'.repeat(490), email: 'a@example.com' }, '')).not.toContain(
    'TITLE',
  )
})
