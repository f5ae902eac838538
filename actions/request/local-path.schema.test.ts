import { expect, test } from 'vitest'
import { localPath } from './local-path.schema.ts'

test.each([
  ['/', '/'],
  ['/users', '/users'],
  ['/users/12?x=1&y=%2F', '/users/12?x=1&y=%2F'],
  ['/users?cursor=abc-_', '/users?cursor=abc-_'],
  ['/users?q=50%25', '/users?q=50%25'],
  ['/users?q=a\\b//c%5C', '/users?q=a\\b//c%5C'],
  ['/users?q=日本', '/users?q=%E6%97%A5%E6%9C%AC'],
  ['/users/./12/../13#name', '/users/13'],
  ['/%C3%A9', '/%C3%A9'],
  ['/a//b', '/a//b'],
])('%j is a page of this site, namely %j', (text, path) => {
  expect(localPath(text)).toBe(path)
})

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
  '//site.invalid/users',
  '/%2fevil.example',
  '/%5Cevil.example',
  '/%252fevil.example',
  '/\t/evil.example',
  '/%09/evil.example',
  '/\n',
  '/%',
  '/.//evil.example',
  '/./\\evil.example',
  '/%2e//evil.example',
  '/%2e%2f/evil.example',
  '/x/..//evil.example',
  '/x/%2e%2e//evil.example',
  '/x/%252e%252e%252f/evil.example',
  '/..//evil.example',
])('%j is not', (text) => {
  expect(localPath(text)).toBeUndefined()
})

test('an accepted path stays on this site in every browser and behind every proxy', () => {
  const parts = ['', '/', '\\', '.', '..', 'x', '%2f', '%5C', '%2e', '%252F', '%252e', '\t', '%0a', '?', '@']
  const texts = [0, 1, 2, 3].reduce((all) => all.flatMap((text) => parts.map((part) => text + part)), ['/'])
  const paths = texts.flatMap((text) => localPath(`${text}evil.example`) ?? [])
  expect(paths.length).toBeGreaterThan(1_000)
  expect(paths.filter((path) => localPath(path) !== path || readings(path).some(leadsAway))).toEqual([])
})

/** A path as sent, and after one or two proxies decoded it. */
function readings(path: string): string[] {
  const [plain = '', ...query] = path.split('?')
  const once = decodeURIComponent(plain)
  return [plain, once, decodeURIComponent(once)].map((form) => [form, ...query].join('?'))
}

/** Whether a browser leaves the site for this path, also after it is resolved and used once more. */
function leadsAway(path: string): boolean {
  const origin = 'https://people.example.org'
  const { origin: reached, pathname } = new URL(path, origin)
  return reached !== origin || new URL(pathname, origin).origin !== origin
}
