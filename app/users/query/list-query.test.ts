import { expect, test } from 'vitest'
import { orderOf, parametersOf, parseChosen, parseListQuery } from './list-query.ts'

const usual = { filters: { status: 'active' }, sort: undefined, rows: 25, selected: [] }

test('an address is read and written back', () => {
  for (const address of [
    '',
    'q=ada+lovelace',
    'team=3&team=7',
    'status=inactive',
    'sort=-jobTitle',
    'q=ada&id=3&id=7',
    'q=50%25&team=3&location=Floor+2&location=Lisbon&status=all&sort=updatedAt&rows=50',
    'sort=-surname&rows=100',
  ])
    expect(String(parametersOf(parseListQuery(parametersIn(address), 'contact')))).toBe(address)
})

test('ticked people are meant, unless all that match are', () => {
  const chosenIn = (address: string) => parseChosen(parametersIn(address), 'contact')
  expect(chosenIn('q=ada&id=3&id=7')).toMatchObject({ chosen: { ids: [3, 7] }, leftOut: 0 })
  expect(chosenIn('q=ada').chosen).toEqual({ q: 'ada', status: 'active' })
  const { query, chosen } = chosenIn('q=ada&id=3&id=7&all=on')
  expect([query.selected, chosen]).toEqual([[], { q: 'ada', status: 'active' }])
  const many = Array.from({ length: 502 }, (_, index) => `id=${index + 1}`).join('&')
  expect([chosenIn(many).leftOut, chosenIn(`${many}&all=on`).leftOut]).toEqual([2, 0])
})

test('unknown parameters and values are ignored', () => {
  for (const address of [
    'q=',
    'q=+%09+',
    'q=a&q=b',
    'team=',
    'team=abc&team=-1&team=0&team=1.5&team=99999999999',
    'status=gone',
    'status=active',
    'status=active&status=inactive',
    'location=&location=%00',
    'rows=25',
    'rows=26',
    'rows=50&rows=100',
    'sort=email',
    'sort=match',
    'sort=name&sort=jobTitle',
    'page=2',
    '__proto__=1&constructor=2',
  ])
    expect(parseListQuery(parametersIn(address), 'contact')).toEqual(usual)
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

test('people without an account cannot filter by status or location, or sort by what they do not see', () => {
  for (const sort of ['-updatedAt', 'surname'])
    expect(parseListQuery({ status: 'all', location: 'Lisbon', sort }, 'public')).toEqual(usual)
  expect(parseListQuery({ sort: '-name' }, 'public').sort).toBe('-name')
})

test('by default the best matches come first, and without words the names', () => {
  expect(orderOf({ filters: { q: 'ada' }, sort: undefined })).toBe('match')
  expect(orderOf({ filters: { q: 'ada' }, sort: '-name' })).toBe('-name')
  expect(orderOf({ filters: {}, sort: undefined })).toBe('name')
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
