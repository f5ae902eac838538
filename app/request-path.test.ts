import { expect, test } from 'vitest'
import { mendPath } from './request-path.ts'

test.each([
  ['/users/12?q=%FF', '/users/12?q=%FF'],
  ['/users/%C3%BC', '/users/%C3%BC'],
  ['/users/%FF', '/users/%25FF'],
  ['/users/%E0%A4%A?x=1?2', '/users/%25E0%25A4%25A?x=1?2'],
  ['/%', '/%25'],
])('%s becomes %s', (url, mended) => {
  expect(mendPath(url)).toBe(mended)
})
