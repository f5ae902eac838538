import { expect, test } from 'vitest'
import { routeNames } from './route-names.ts'

// As Next writes them.
const nameOf = routeNames({
  staticRoutes: [{ page: '/' }, { page: '/users' }, { page: '/users/new' }],
  dynamicRoutes: [
    { page: '/api/users/[id]', regex: '^/api/users/([^/]+?)(?:/)?$' },
    { page: '/api/[...path]', regex: '^/api/(.+?)(?:/)?$' },
    { page: '/users/[id]', regex: '^/users/([^/]+?)(?:/)?$' },
    { page: '/users/[id]/edit', regex: '^/users/([^/]+?)/edit(?:/)?$' },
  ],
})

test.each([
  ['/', '/'],
  ['/users', '/users'],
  ['/users/new', '/users/new'],
  ['/users/12', '/users/[id]'],
  ['/users/alice@example.com', '/users/[id]'],
  ['/users/12/edit', '/users/[id]/edit'],
  ['/api/users/12', '/api/users/[id]'],
  ['/api/no/such', '/api/[...path]'],
  ['/metrics', '/metrics'],
  ['/_next/static/chunks/a1.js', '/_next'],
  ['/alice@example.com', 'other'],
  ['/users/12/no-such', 'other'],
  ['//users', 'other'],
  ['', 'other'],
  ['/constructor', 'other'],
])('%j is counted as %s', (path, name) => {
  expect(nameOf(path)).toBe(name)
})

test('there are no more names than routes, and a few', () => {
  const paths = Array.from({ length: 5_000 }, (_, n) => [`/users/${n}`, `/${n}`, `/api/${n}`, `/_next/${n}`])
  expect([...new Set(paths.flat().map(nameOf))].toSorted()).toEqual([
    '/_next',
    '/api/[...path]',
    '/users/[id]',
    'other',
  ])
})
