import { expect, test } from 'vitest'
import { submit } from './form/submission-under-test.ts'
import { userForm } from './users.schema.ts'

test('empty rows are dropped', () => {
  const { values } = withLinks(
    ['', ''],
    ['Blog', 'https://example.com'],
    [' ', '\u200b'],
    ['', 'http://b.example'],
  )
  expect(values?.links).toEqual([
    { label: 'Blog', url: 'https://example.com' },
    { label: '', url: 'http://b.example' },
  ])
})

test('empty rows do not count towards the limit', () => {
  const ten = Array.from({ length: 10 }, (_, n) => ['', `https://example.com/${n}`] as const)
  expect(withLinks(['', ''], ...ten, ['', '']).values?.links).toHaveLength(10)
  expect(withLinks(...ten, ['', 'https://example.com/10']).errors).toEqual({
    links: ['Links must be 10 or fewer'],
  })
})

test('a label without an address is refused in the row where it was typed', () => {
  const { errors } = withLinks(['', ''], ['', 'https://example.com'], ['', ''], ['Blog', ' '])
  expect(errors).toEqual({ 'links[3].url': ['Enter a link address'] })
})

test.each([
  'javascript:alert(1)',
  'JavaScript:alert(1)',
  'java\u00adscript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:x',
  'ftp://example.com',
  'mailto:alice@example.com',
  'file:///etc/passwd',
  'blob:https://example.com/1',
  'example',
  '//example.com',
  '/users/1',
  'https://',
  'https://exa mple.com',
  'https:example.com',
  'http:\\\\example.com',
])('the address %j is refused', (url) => {
  expect(withLinks(['', url]).errors).toEqual({
    'links[0].url': ['Enter a link address that starts with https:// or http://'],
  })
})

test.each([
  ['example.com', 'https://example.com'],
  ['www.example.com/people?q=1', 'https://www.example.com/people?q=1'],
  ['例え.jp', 'https://例え.jp'],
])('the address %j gets its scheme', (typed, url) => {
  expect(withLinks(['', typed]).values?.links).toEqual([{ label: '', url }])
})

test.each(['https://example.com', 'HTTP://EXAMPLE.COM:8080/ü?q=1#top', 'https://例え.jp/', 'http://[::1]/'])(
  'the address %j is accepted unchanged',
  (url) => {
    expect(withLinks(['', url]).values?.links).toEqual([{ label: '', url }])
  },
)

function withLinks(...rows: (readonly [label: string, url: string])[]) {
  const fields = rows.flatMap(([label, url], n) => [
    [`links[${n}].label`, label] as const,
    [`links[${n}].url`, url] as const,
  ])
  return submit(userForm, [
    ['name', 'Alice'],
    ['email', 'alice@example.com'],
    ['status', 'active'],
    ...fields,
  ])
}
