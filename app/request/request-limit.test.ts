import { NextRequest } from 'next/server'
import { beforeAll, expect, test } from 'vitest'
import { addressHeader } from '#actions/request/request.schema.ts'
import * as openapi from '#app/api/openapi.json/route.ts'
import * as users from '#app/api/users/route.ts'
import { count, forgive, keyOf, pagesPerMinute, requestsPerMinute } from './request-limit.ts'

const busy = '2001:db8:1:2::1'
const neighbour = '2001:db8:1:2:ffff::9'
const elsewhere = '2001:db8:1:3::1'

beforeAll(async () => {
  for (let sent = 0; sent < requestsPerMinute; sent++) expect(await count('api', keyOf(busy))).toBe(0)
})

function ask(address: string, headers: Record<string, string> = {}): NextRequest {
  return new NextRequest('http://localhost/', { headers: { [addressHeader]: address, ...headers } })
}

test.each([
  ['the list', users.GET, {}],
  ['tokens that are not known', users.GET, { authorization: 'Bearer rc_made-up' }],
  ['OPTIONS', users.OPTIONS, {}],
  ['OPTIONS of the document', openapi.OPTIONS, {}],
])('a network of IPv6 has one count, also for %s', async (_, answer, headers) => {
  for (const address of [busy, neighbour]) {
    const refused = await answer(ask(address, headers))
    expect([refused.status, Number(refused.headers.get('retry-after'))]).toEqual([429, expect.any(Number)])
  }
  expect((await answer(ask(elsewhere, headers))).status).not.toBe(429)
})

test('this machine is not counted', async () => {
  for (let sent = 0; sent <= requestsPerMinute; sent++) await count('api', keyOf('::1'))
  expect(await count('api', keyOf('::1'))).toBe(0)
})

test('a request that cost nothing is given back', async () => {
  const key = keyOf('203.0.113.5')
  for (let sent = 0; sent < requestsPerMinute; sent++) await count('api', key)
  await forgive('api', key)
  expect([await count('api', key), await count('api', key)]).toEqual([0, expect.any(Number)])
  expect(await count('api', key)).toBeGreaterThan(0)
})

test('300 people of an office may open 20 pages each in a minute', () => {
  expect(pagesPerMinute).toBeGreaterThanOrEqual(300 * 20)
})
