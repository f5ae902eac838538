import { expect, test } from 'vitest'
import { orderOf, parametersOf, parseListQuery } from './list-query.ts'

test('an address is read and written back', () => {
  for (const address of [
    '',
    'q=ada+lovelace',
    'team=3&team=7',
    'status=inactive',
    'sort=-jobTitle',
    'q=50%25&team=3&status=active&sort=updatedAt',
  ])
    expect(String(parametersOf(parseListQuery(parametersIn(address), 'contact')))).toBe(address)
})

test('unknown parameters and values are ignored', () => {
  for (const address of [
    'q=',
    'q=+%09+',
    'q=a&q=b',
    'team=',
    'team=abc&team=-1&team=0&team=1.5&team=99999999999',
    'status=gone',
    'status=active&status=inactive',
    'sort=email',
    'sort=match',
    'sort=name&sort=jobTitle',
    'page=2',
    '__proto__=1&constructor=2',
  ])
    expect(parseListQuery(parametersIn(address), 'contact')).toEqual({ filters: {}, sort: undefined })
})

test('a search is cut to a length, without control characters', () => {
  const read = (q: string) => parseListQuery({ q }, 'contact').filters.q
  expect(read(' ada\u0000 \u0007lovelace\n')).toBe('ada   lovelace')
  expect(read('é'.repeat(300))).toBe('é'.repeat(200))
  expect(read(`${'a'.repeat(199)}😀`)).toBe('a'.repeat(199))
})

test('teams come as several parameters or in one, each once and 20 at most', () => {
  expect(parseListQuery({ team: ['3,7', '3'] }, 'contact').filters.team).toEqual([3, 7])
  const many = Array.from({ length: 30 }, (_, index) => String(index + 1))
  expect(parseListQuery({ team: many }, 'contact').filters.team).toHaveLength(20)
})

test('people without an account cannot filter by status or sort by change', () => {
  expect(parseListQuery({ status: 'inactive', sort: '-updatedAt' }, 'public')).toEqual({
    filters: {},
    sort: undefined,
  })
  expect(parseListQuery({ sort: '-name' }, 'public').sort).toBe('-name')
})

test('by default the best matches or the latest changes come first', () => {
  expect(orderOf({ filters: { q: 'ada' }, sort: undefined }, 'contact')).toBe('match')
  expect(orderOf({ filters: { q: 'ada' }, sort: 'name' }, 'contact')).toBe('name')
  expect(orderOf({ filters: {}, sort: undefined }, 'contact')).toBe('-updatedAt')
  expect(orderOf({ filters: {}, sort: undefined }, 'public')).toBe('name')
})

/** As a page gets them. */
function parametersIn(address: string): Record<string, string | string[]> {
  const parameters = new URLSearchParams(address)
  return Object.fromEntries(
    [...new Set(parameters.keys())].map((name) => {
      const values = parameters.getAll(name)
      return [name, values.length === 1 ? String(values[0]) : values]
    }),
  )
}
