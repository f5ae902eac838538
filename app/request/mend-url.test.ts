import { expect, test } from 'vitest'
import { mendUrl } from './mend-url.ts'

test.each([
  ['/users/12?q=%FF', '/users/12?q=%FF'],
  ['/users/%C3%BC', '/users/%C3%BC'],
  ['/users/%FF', '/users/%25FF'],
  ['/users/%E0%A4%A?x=1?2', '/users/%25E0%25A4%25A?x=1?2'],
  ['/%', '/%25'],
  ['/users?', '/users?'],
  ['/users?x=http://evil.example', '/users?x=http://evil.example'],
  ['http://evil.example/users?q=1', '/users?q=1'],
  ['HTTPS://evil.example?q=1', '/?q=1'],
  ['http:///users', '/users'],
  ['http://', '/'],
  ['*', '/*'],
  [`/users?a=1${'&a'.repeat(999)}`, `/users?a=1${'&a'.repeat(999)}`],
  [`/users?a=1${'&a'.repeat(7500)}`, `/users?a=1${'&a'.repeat(999)}`],
])('%s becomes %s', (url, mended) => {
  expect(mendUrl(url)).toBe(mended)
})
