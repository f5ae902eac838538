import { expect, test } from 'vitest'
import { isLocalPath } from './sessions.schema.ts'

test.each(['/', '/users', '/users/12?x=1&y=%2F', '/users?cursor=abc-_', '/a//b', '/%C3%A9'])(
  '%j is a path of this site',
  (path) => {
    expect(isLocalPath(path)).toBe(true)
  },
)

test.each([
  '',
  'users',
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  'https:evil.example',
  'https://evil.example',
  'javascript:alert(1)',
  '/%2fevil.example',
  '/%5Cevil.example',
  '/%252fevil.example',
  '/\t/evil.example',
  '/%09/evil.example',
  '/\n',
  '/%',
])('%j is not', (path) => {
  expect(isLocalPath(path)).toBe(false)
})
