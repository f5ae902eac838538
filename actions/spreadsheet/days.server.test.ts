import { expect, test } from 'vitest'
import { readDay } from './days.server.ts'

const day = (date: string) => ({ earliest: new Date(date), latest: new Date(date) })

test.each([
  ['2026-11-28', '2026-11-28'],
  ['2026-11-28T10:00:00Z', '2026-11-28'],
  ['28.11.2026', '2026-11-28'],
  ['28.11.26', '2026-11-28'],
  ['28/11/2026', '2026-11-28'],
  ['11/28/2026', '2026-11-28'],
  ['28.11.98', '1998-11-28'],
  ['28-Nov-2026', '2026-11-28'],
  ['November 28, 2026', '2026-11-28'],
  ['2026年11月28日', '2026-11-28'],
  ['２０２６／１１／２８', '2026-11-28'],
])('%s is a day', (cell, date) => {
  expect(readDay(cell)).toEqual(day(date))
})

test('a day that may be two is both', () => {
  expect(readDay('03/04/2026')).toEqual({ earliest: new Date('2026-03-04'), latest: new Date('2026-04-03') })
})

test.each(['', 'yes', '31.11.2026', '2026-13-01', '00.00.0000', '020 7946 0018', '45000', 'May', '1.1'])(
  '%j is none',
  (cell) => {
    expect(readDay(cell)).toBeUndefined()
  },
)
