import proxyAddr from 'proxy-addr'
import { expect, test } from 'vitest'
import { readForwarded } from './forwarded.ts'

const loopback = proxyAddr.compile('loopback')

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
  expect(readForwarded({ 'x-forwarded-for': forwarded }, connected, loopback).address).toBe(client)
})

const proxies = proxyAddr.compile(['loopback', '10.0.0.0/8', '2001:db8:ffff::/48'])

test.each([
  ['10.1.2.3', '198.51.100.1, 203.0.113.9', '203.0.113.9'],
  ['::ffff:10.1.2.3', '203.0.113.9', '203.0.113.9'],
  ['2001:db8:ffff::2', '2001:db8::1', '2001:db8::1'],
  ['11.1.2.3', '203.0.113.9', '11.1.2.3'],
  // From the right past all that are trusted, and no further.
  ['127.0.0.1', '203.0.113.9, 10.0.0.2', '203.0.113.9'],
  ['127.0.0.1', '203.0.113.9, 10.0.0.2:443, [2001:db8:ffff::1]:80', '203.0.113.9'],
  ['127.0.0.1', '198.51.100.1, 10.0.0.3, 203.0.113.9, 10.0.0.2', '203.0.113.9'],
  // A proxy that asks for itself.
  ['127.0.0.1', '10.0.0.3, 10.0.0.2', '10.0.0.3'],
  ['10.0.0.2', '', '10.0.0.2'],
  // Behind anything but an address nothing is known.
  ['127.0.0.1', '203.0.113.9, unknown, 10.0.0.2', '10.0.0.2'],
  ['127.0.0.1', '203.0.113.9, _hidden', '127.0.0.1'],
])('with proxies, connected from %s, forwarded for %j: the client is %s', (connected, forwarded, client) => {
  expect(readForwarded({ 'x-forwarded-for': forwarded }, connected, proxies).address).toBe(client)
})

test.each([
  ['203.0.113.9', 'https', 'https'],
  ['203.0.113.9', 'http, https', 'https'],
  ['', 'http, https', 'https'],
  // The outermost trusted proxy saw the client; the one behind it was spoken to over plain http.
  ['203.0.113.9, 10.0.0.2', 'https, http', 'https'],
  ['203.0.113.9, 10.0.0.2', 'http, https, http', 'https'],
  // Only one of the two says it.
  ['203.0.113.9, 10.0.0.2', 'https', 'https'],
  ['203.0.113.9', '', undefined],
  ['203.0.113.9', 'https, ', undefined],
  ['203.0.113.9', 'ftp', undefined],
  ['203.0.113.9', 'HTTPS', undefined],
])('forwarded for %j by %j: the scheme is %j', (forwardedFor, forwardedProto, proto) => {
  const headers = { 'x-forwarded-for': forwardedFor, 'x-forwarded-proto': forwardedProto }
  expect(readForwarded(headers, '10.0.0.1', proxies).proto).toBe(proto)
})

test.each([
  ['people.example.org', 'people.example.org'],
  ['evil.example, people.example.org:8443', 'people.example.org:8443'],
  ["x';reboot;'", undefined],
  ['people.example.org/path', undefined],
  ['', undefined],
])('the forwarded host %j is %j', (forwarded, host) => {
  expect(readForwarded({ 'x-forwarded-host': forwarded }, '10.0.0.1', proxies).host).toBe(host)
})

test('anybody else says nothing', () => {
  const headers = {
    'x-forwarded-for': '203.0.113.9',
    'x-forwarded-proto': 'https',
    'x-forwarded-host': 'evil.example',
    'x-forwarded-port': '443',
  }
  expect(readForwarded(headers, '192.0.2.7', proxies)).toEqual({ address: '192.0.2.7' })
  expect(readForwarded(headers, '10.0.0.1', proxies)).toEqual({
    address: '203.0.113.9',
    proto: 'https',
    host: 'evil.example',
    port: '443',
  })
})
