import { expect, test } from 'vitest'
import { encodeCursor } from '#db/paging.ts'
import { Problem } from './problem.ts'
import { parseQuery } from './query.ts'

const cursor = { order: 'id', towards: 'next', id: 12 } as const
const other = encodeCursor({ order: '-updatedAt', towards: 'next', id: 12, key: '2026-05-04T03:02:01.234Z' })

test.each([
  ['', { limit: 100 }],
  ['limit=1', { limit: 1 }],
  ['limit=1000', { limit: 1000 }],
  [`cursor=${encodeCursor(cursor)}`, { limit: 100, cursor }],
  [`cursor=${encodeCursor(cursor)}&limit=5`, { limit: 5, cursor }],
])('?%s asks for %o', (query, values) => {
  expect(parseQuery(new URLSearchParams(query))).toEqual(values)
})

const wrongLimit = ['limit', 'must be a whole number from 1 to 1000']
const wrongCursor = ['cursor', 'must come from a Link header']

test.each([
  ...['0', '1001', '-1', '1e3', '+5', ' 5', '5 ', '5.0', '0x5', '٥', '', 'all', '99999'].map(
    (limit) => [`limit=${encodeURIComponent(limit)}`, [wrongLimit]] as const,
  ),
  ['limit=5&limit=5', [['limit', 'must be given once']]],
  ['cursor=', [wrongCursor]],
  ['cursor=12', [wrongCursor]],
  [`cursor=${other}`, [wrongCursor]],
  ['page=2', [['page', 'is not known here']]],
  ['Limit=5', [['Limit', 'is not known here']]],
  ['limit[]=5', [['limit[]', 'is not known here']]],
  ['__proto__=5', [['__proto__', 'is not known here']]],
  ['constructor=5', [['constructor', 'is not known here']]],
  [
    'page=2&page=3&limit=0&cursor=x',
    [['page', 'is not known here'], ['page', 'must be given once'], wrongLimit, wrongCursor],
  ],
] as const)('?%s is refused', (query, errors) => {
  const problem = refusal(query)
  expect(problem).toBeInstanceOf(Problem)
  expect(problem?.status).toBe(400)
  expect(problem?.errors?.map(({ parameter, message }) => [parameter, message])).toEqual(errors)
  for (const [parameter] of errors) expect(problem?.message).toContain(parameter)
})

function refusal(query: string): Problem | undefined {
  try {
    parseQuery(new URLSearchParams(query))
    return undefined
  } catch (error) {
    return error as Problem
  }
}
