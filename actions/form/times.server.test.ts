import { expect, test } from 'vitest'
import { dayAfter, dayInWords, dayOf, startOfDay, timeInFull, timeInShort } from './times.server.ts'

const at = (text: string) => new Date(text)

test.each([
  ['2026-11-28', 'UTC', '2026-11-28T00:00:00.000Z'],
  ['2026-07-01', 'Europe/London', '2026-06-30T23:00:00.000Z'],
  // The days on which clocks change, also at midnight.
  ['2026-03-29', 'Europe/London', '2026-03-29T00:00:00.000Z'],
  ['2026-10-25', 'Europe/London', '2026-10-24T23:00:00.000Z'],
  ['2026-03-08', 'America/New_York', '2026-03-08T05:00:00.000Z'],
  ['2026-11-28', 'Pacific/Kiritimati', '2026-11-27T10:00:00.000Z'],
  ['2026-11-28', 'Pacific/Pago_Pago', '2026-11-28T11:00:00.000Z'],
  ['2026-11-28', 'Asia/Kathmandu', '2026-11-27T18:15:00.000Z'],
])('%s begins in %s at %s', (day, zone, start) => {
  const moment = startOfDay(day, zone)
  expect(moment.toISOString()).toBe(start)
  expect(dayOf(moment, zone)).toBe(day)
  expect(dayOf(new Date(moment.getTime() - 1), zone)).not.toBe(day)
})

test('the day after', () => {
  expect(['2026-02-28', '2028-02-28', '2026-12-31'].map(dayAfter)).toEqual([
    '2026-03-01',
    '2028-02-29',
    '2027-01-01',
  ])
})

test.each([
  ['2026-11-28T12:00:30Z', 'just now'],
  ['2026-11-28T11:59:30Z', 'just now'],
  ['2026-11-28T11:57:00Z', '3 minutes ago'],
  ['2026-11-28T10:59:00Z', '1 hour ago'],
  ['2026-11-27T12:00:30Z', '23 hours ago'],
  ['2026-11-27T12:00:00Z', '27 Nov 2026'],
  ['2026-12-01T23:30:00Z', '2 Dec 2026'],
])('%s is shown as "%s"', (moment, words) => {
  expect(timeInShort(at(moment), 'Europe/Berlin', at('2026-11-28T12:00:00Z'))).toBe(words)
})

test('the whole time names its zone', () => {
  expect(timeInFull(at('2026-11-28T12:00:00Z'), 'America/New_York')).toBe(
    '28 November 2026 at 07:00:00 GMT-5',
  )
  expect(timeInFull(at('2026-11-28T12:00:00Z'), 'UTC')).toBe('28 November 2026 at 12:00:00 UTC')
  expect(dayInWords(at('2026-11-28T23:30:00Z'), 'Europe/Berlin')).toMatch(/^Sunday,? 29 November 2026$/)
})
