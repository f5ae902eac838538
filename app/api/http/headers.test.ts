import { expect, test } from 'vitest'
import { headersOf, publicCaching } from './headers.ts'

const request = new Request('http://localhost/api/users', { headers: { origin: 'https://one.example' } })

test.each([
  ['', 'Accept, Accept-Encoding, Authorization', undefined],
  ['*', 'Accept, Accept-Encoding, Authorization', '*'],
  ['https://other.example\n*', 'Accept, Accept-Encoding, Authorization', '*'],
  [
    'https://one.example\nhttps://two.example',
    'Accept, Accept-Encoding, Authorization, Origin',
    'https://one.example',
  ],
  ['https://two.example', 'Accept, Accept-Encoding, Authorization, Origin', undefined],
])('with the origins %j an answer depends on %s', (origins, vary, allowed) => {
  const headers = headersOf(request, 'public', origins)
  expect([headers.Vary, headers['Access-Control-Allow-Origin']]).toEqual([vary, allowed])
})

test('a shared cache shows nobody for longer than two seconds after they were hidden', () => {
  expect(headersOf(request, 'public', '*')['Cache-Control']).toBe(publicCaching)
  const [, fresh, stale] = /s-maxage=(\d+), stale-while-revalidate=(\d+)$/.exec(publicCaching) ?? []
  expect(Number(fresh) + Number(stale)).toBeLessThanOrEqual(2)
  expect(headersOf(request, 'contact', '*')['Cache-Control']).toBe('private, no-cache')
})
