import { expect, test } from 'vitest'
import { addressHeader } from '#actions/request/request.schema.ts'
import { clientAddress, fixAddress, isLoopback } from './address.ts'

test.each([
  ['192.0.2.7', '', '192.0.2.7'],
  ['192.0.2.7', '203.0.113.9', '192.0.2.7'],
  ['192.0.2.7', '127.0.0.1', '192.0.2.7'],
  ['127.0.0.1', '', '127.0.0.1'],
  ['127.0.0.1', '203.0.113.9', '203.0.113.9'],
  ['127.1.2.3', '203.0.113.9', '203.0.113.9'],
  ['::1', '2001:db8::1', '2001:db8::1'],
  ['::ffff:127.0.0.1', '198.51.100.1, 203.0.113.9', '203.0.113.9'],
  // Several lines of a header arrive as one list.
  ['127.0.0.1', '198.51.100.1,192.0.2.1,  203.0.113.9  ', '203.0.113.9'],
  // Each spelling of an address becomes the same one.
  ['::ffff:192.0.2.7', '', '192.0.2.7'],
  ['127.0.0.1', '::FFFF:cb00:7109', '203.0.113.9'],
  ['::1', '2001:DB8:0:0::0001', '2001:db8::1'],
  ['::1', 'fe80::1%eth0', 'fe80::1'],
  // Some proxies add the port.
  ['127.0.0.1', '203.0.113.9:4711', '203.0.113.9'],
  ['127.0.0.1', '[2001:db8::1]:4711', '2001:db8::1'],
  ['127.0.0.1', '[2001:db8::1]', '2001:db8::1'],
  // Anything but an address is ignored.
  ['127.0.0.1', '203.0.113.9, made up', '127.0.0.1'],
  ['127.0.0.1', '203.0.113.9,', '127.0.0.1'],
  ['127.0.0.1', '203.0.113.999', '127.0.0.1'],
  ['127.0.0.1', '[203.0.113.9', '127.0.0.1'],
  ['::1', '203.0.113.9:80:80', '::1'],
  ['', '203.0.113.9', ''],
])('connected from %s, forwarded for %j: the client is %s', (connected, forwarded, client) => {
  expect(clientAddress(connected, forwarded)).toBe(client)
})

test('only loopback addresses are this machine', () => {
  expect(['127.0.0.1', '127.9.9.9', '::1'].every(isLoopback)).toBe(true)
  expect(['192.0.2.7', '::', '128.0.0.1', '127.0.0.1.example', ''].some(isLoopback)).toBe(false)
})

const seal = 'a secret of this process'

function fix(headers: Record<string, string>, connected: string): Record<string, string> {
  const fixed = { ...headers }
  fixAddress(fixed, connected, seal)
  return fixed
}

const expected = (client: string) => ({
  [addressHeader]: client,
  'x-rollcall-seal': seal,
  'x-forwarded-for': client,
})

test.each([
  ['192.0.2.7', '203.0.113.9', '127.0.0.1', '192.0.2.7'],
  // A server that listens on one address makes requests to itself from there.
  ['192.0.2.7', '203.0.113.9', '192.0.2.1', '192.0.2.7'],
  ['127.0.0.1', '203.0.113.9, 192.0.2.7', '127.0.0.1', '192.0.2.7'],
  ['127.0.0.1', '203.0.113.9, 192.0.2.7', '192.0.2.1', '192.0.2.7'],
])(
  'a request from %s for %j that the server repeats from %s keeps its address',
  (connected, forwarded, self, client) => {
    const first = fix({ 'x-forwarded-for': forwarded }, connected)
    expect(first).toEqual(expected(client))
    expect(fix(first, self)).toEqual({ ...expected(client), 'x-rollcall-repeated': '1' })
  },
)

test('a client cannot forge the headers that the server sends to itself', () => {
  const made = { [addressHeader]: '203.0.113.9', 'x-rollcall-path': '//evil.example' }
  for (const guess of ['', 'a secret of another process'])
    expect(fix({ ...made, 'x-rollcall-seal': guess }, '192.0.2.7')).toEqual(expected('192.0.2.7'))
})
