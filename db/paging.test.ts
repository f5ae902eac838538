import { expect, test } from 'vitest'
import { type Cursor, cutPage, decodeCursor, encodeCursor, type Order } from './paging.ts'

const key = '2026-05-04T03:02:01.234Z'
const byId: Cursor = { order: 'id', towards: 'next', id: 12 }
const byTime: Cursor = { order: '-updatedAt', towards: 'previous', id: 12, key }
const byName: Cursor = { order: 'name', towards: 'next', id: 12, key: 'łucja "o\'malley" 美咲' }

test.each([byId, { ...byId, towards: 'previous' as const }, byTime, byName, { ...byName, key: '' }])(
  'the cursor %o can be read again',
  (cursor) => {
    expect(decodeCursor(encodeCursor(cursor), cursor)).toEqual(cursor)
    expect(decodeCursor(encodeCursor(cursor, 'filter'), { ...cursor, filter: 'filter' })).toEqual(cursor)
  },
)

test('a cursor fits into an address as it is', () => {
  expect(encodeCursor(byTime)).toMatch(/^[\w-]+$/)
})

test('a cursor of another order or another filter is refused', () => {
  expect(decodeCursor(encodeCursor(byId), { order: '-updatedAt' })).toBeUndefined()
  expect(decodeCursor(encodeCursor(byId), { order: '-id' })).toBeUndefined()
  expect(decodeCursor(encodeCursor(byTime), { order: 'id' })).toBeUndefined()
  expect(decodeCursor(encodeCursor(byId, 'one'), { order: 'id', filter: 'other' })).toBeUndefined()
  expect(decodeCursor(encodeCursor(byId, 'one'), { order: 'id' })).toBeUndefined()
})

test.each([
  '',
  'x',
  '%00',
  encodeCursor(byId).slice(0, -3),
  encodeCursor(byId).slice(2),
  `${encodeCursor(byId)}${encodeCursor(byId)}`,
  'x'.repeat(100),
])('a damaged cursor is refused: %s', (word) => {
  expect(decodeCursor(word, { order: 'id' })).toBeUndefined()
})

const forged = [
  null,
  12,
  {},
  [],
  ['id'],
  ['id', 'next', ''],
  ['id', 'sideways', 12, ''],
  ['email', 'next', 12, ''],
  ['id', 'next', '12', ''],
  ['id', 'next', -1, ''],
  ['id', 'next', 1.5, ''],
  ['id', 'next', 2_147_483_648, ''],
  ['id', 'next', 12, '', key], // the order by id compares nothing before the id
  ['id', 'next', 12, '', null],
  ['-updatedAt', 'next', 12, ''],
  ['-updatedAt', 'next', 12, '', ''],
  ['-updatedAt', 'next', 12, '', 'yesterday'],
  ['-updatedAt', 'next', 12, '', '2026-13-04T00:00:00Z'],
  ['-updatedAt', 'next', 12, '', key, key],
  ['name', 'next', 12, ''],
  ['name', 'next', 12, '', 'a\0b'],
  ['name', 'next', 12, '', 'x'.repeat(1001)],
]

test.each(forged.map((content) => [content]))('a cursor that was not made here is refused: %j', (content) => {
  const word = Buffer.from(JSON.stringify(content)).toString('base64url')
  const orders: Order[] = ['id', '-updatedAt', 'name']
  expect(orders.map((order) => decodeCursor(word, { order }))).toEqual([undefined, undefined, undefined])
})

test('a page that nobody is left on leads nowhere', () => {
  expect(
    cutPage([], [undefined, undefined], { order: 'id', limit: 3, from: { ...byId, towards: 'previous' } }),
  ).toEqual({
    rows: [],
    previous: undefined,
    next: undefined,
  })
})
