import { expect, test } from 'vitest'
import { clientAddress } from './place.server.ts'

test.each([
  ['192.0.2.7', '', '192.0.2.7'],
  ['192.0.2.7', '203.0.113.9', '192.0.2.7'],
  ['127.0.0.1', '', '127.0.0.1'],
  ['127.0.0.1', '203.0.113.9', '203.0.113.9'],
  ['::ffff:127.0.0.1', '198.51.100.1, 203.0.113.9', '203.0.113.9'],
  ['::1', '2001:db8::1', '2001:db8::1'],
  ['::1', '203.0.113.9, made up', '::1'],
])('connected from %s, forwarded for %j: the client is %s', (connected, forwarded, client) => {
  expect(clientAddress(connected, forwarded)).toBe(client)
})
