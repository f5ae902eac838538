import { expect, test } from 'vitest'
import { listAt, withList } from './list-address.schema.ts'

test.each([
  ['/users', ''],
  ['/users?q=rosa&cursor=abc', ''],
  ['/teams/7?sort=name', '7'],
])('%s is a list', (address, team) => {
  expect(listAt(address)).toEqual({ team })
})

test.each([
  '',
  '/',
  '/users/12',
  '/usersx',
  '/teams',
  '/teams/7/edit',
  '//example.org/users',
  'https://example.org/users',
  'javascript:alert(1)',
  `/users?q=${'x'.repeat(8_000)}`,
])('%j is none', (address) => {
  expect(listAt(address)).toBeUndefined()
})

test('the address of a person names the list only where one is known', () => {
  expect(withList('/users/12', '/users?q=rosa')).toBe('/users/12?list=%2Fusers%3Fq%3Drosa')
  expect(withList('/users/12', '')).toBe('/users/12')
})
