import proxyAddr from 'proxy-addr'
import { expect, test } from 'vitest'
import { addressHeader, personHeader } from '#actions/request/request.schema.ts'
import { fixAddress } from './address.ts'

const seal = 'a secret of this process'

function fix(
  headers: Record<string, string>,
  connected: string,
  given: { publicUrl?: string; authHeader?: string } = {},
): Record<string, string> {
  const fixed = { ...headers }
  const site = {
    trust: proxyAddr.compile('loopback'),
    seal,
    publicUrl: given.publicUrl,
    authHeader: given.authHeader,
  }
  fixAddress(fixed, connected, site)
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
  const forged = { [addressHeader]: '203.0.113.9', 'x-rollcall-path': '//evil.example' }
  for (const guess of ['', 'a secret of another process'])
    expect(fix({ ...forged, 'x-rollcall-seal': guess }, '192.0.2.7')).toEqual(expected('192.0.2.7'))
})

const made = {
  host: 'people.example.org',
  'x-forwarded-proto': 'https',
  'x-forwarded-host': 'evil.example',
  'x-forwarded-port': '8443',
}

test('forwarded headers of anybody but a trusted proxy are removed', () => {
  const { host } = made
  expect(fix(made, '192.0.2.7')).toEqual({ ...expected('192.0.2.7'), host })
  expect(fix(made, '127.0.0.1')).toEqual({ ...expected('127.0.0.1'), ...made })
  const hostile = { 'x-forwarded-proto': 'ftp', 'x-forwarded-host': '<evil>' }
  expect(fix(hostile, '127.0.0.1')).toEqual(expected('127.0.0.1'))
})

test('a request that the server repeats keeps what its proxy said, from wherever it comes', () => {
  const first = fix(made, '127.0.0.1')
  const repeated = { ...first, 'x-rollcall-repeated': '1' }
  for (const self of ['127.0.0.1', '192.0.2.1']) expect(fix(first, self)).toEqual(repeated)
})

test.each([
  ['https://people.example.org', 'https', 'people.example.org', '443'],
  ['https://people.example.org:8443', 'https', 'people.example.org:8443', '8443'],
  ['http://people.example.org', 'http', 'people.example.org', '80'],
])('with PUBLIC_URL=%s that is the address of this site', (publicUrl, proto, host, port) => {
  const site = { 'x-forwarded-proto': proto, 'x-forwarded-host': host, 'x-forwarded-port': port }
  for (const peer of ['127.0.0.1', '192.0.2.7'])
    expect(fix(made, peer, { publicUrl })).toEqual({ ...expected(peer), host: made.host, ...site })
})

test('the host that is asked for is of a trusted proxy, or of the request', () => {
  const ask = (peer: string) =>
    fixAddress({ ...made }, peer, {
      trust: proxyAddr.compile('loopback'),
      seal,
      publicUrl: undefined,
      authHeader: undefined,
    }).host
  expect([ask('127.0.0.1'), ask('192.0.2.7')]).toEqual(['evil.example', 'people.example.org'])
})

test.each([
  ['127.0.0.1', 'ada@example.org'],
  ['::ffff:127.0.0.1', 'ada@example.org'],
  ['192.0.2.7', undefined],
  ['', undefined],
])('of a request from %j the header that names somebody says %j', (connected, person) => {
  const sent = { 'remote-email': 'ada@example.org', [personHeader]: 'eve@example.org' }
  const fixed = fix(sent, connected, { authHeader: 'remote-email' })
  expect([fixed[personHeader], fixed['remote-email']]).toEqual([person, undefined])
})

test('a header that names somebody is passed on as any other where nobody is signed in by it', () => {
  const sent = { 'remote-email': 'ada@example.org', [personHeader]: 'eve@example.org' }
  const fixed = fix(sent, '127.0.0.1')
  expect([fixed[personHeader], fixed['remote-email']]).toEqual([undefined, 'ada@example.org'])
})

test('a request that the server repeats keeps the person, and takes nobody else', () => {
  const authHeader = 'remote-email'
  const first = fix({ [authHeader]: 'ada@example.org' }, '127.0.0.1', { authHeader })
  const forged = { ...first, [authHeader]: 'eve@example.org' }
  for (const self of ['127.0.0.1', '192.0.2.1'])
    expect(fix(forged, self, { authHeader })[personHeader]).toBe('ada@example.org')
  const nobody = fix({}, '127.0.0.1', { authHeader })
  expect(fix(nobody, '127.0.0.1', { authHeader })[personHeader]).toBeUndefined()
})
