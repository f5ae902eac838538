import { expect, test } from 'vitest'
import { parseConfig } from '#db/config.ts'
import { isSameOrigin } from './same-origin.server.ts'

const host = 'people.example.com'

test.each<[string, Record<string, string>]>([
  ['from this site', { origin: 'https://people.example.com', host }],
  ['from this site without TLS', { origin: 'http://localhost:3000', host: 'localhost:3000' }],
  [
    'through a proxy',
    { origin: 'https://people.example.com', host: '10.0.0.5:3000', 'x-forwarded-host': host },
  ],
  ['without an Origin, where the browser vouches', { host, 'sec-fetch-site': 'same-origin' }],
])('a post %s is accepted', (_, headers) => {
  expect(isSameOrigin(new Headers(headers))).toBe(true)
})

test.each<[string, Record<string, string>]>([
  ['from another site', { origin: 'https://evil.example', host }],
  ['from another port', { origin: 'https://people.example.com:8443', host }],
  ['from a subdomain', { origin: 'https://evil.people.example.com', host }],
  ['from a parent domain', { origin: 'https://example.com', host }],
  ['from a host that only starts alike', { origin: 'https://people.example.com.evil.example', host }],
  ['with this host as user name', { origin: 'https://people.example.com@evil.example', host }],
  ['from a sandboxed frame or a file', { origin: 'null', host }],
  ['with an Origin that is no address', { origin: 'people.example.com', host }],
  [
    'with the host of another proxy',
    { origin: 'https://people.example.com', host, 'x-forwarded-host': 'b.example' },
  ],
  [
    'with several forwarded hosts',
    { origin: 'https://people.example.com', 'x-forwarded-host': `${host}, ${host}` },
  ],
  ['without an Origin', { host }],
  ['without an Origin from a sibling', { host, 'sec-fetch-site': 'same-site' }],
  ['without an Origin from another site', { host, 'sec-fetch-site': 'cross-site' }],
  ['without an Origin, opened by the person', { host, 'sec-fetch-site': 'none' }],
  [
    'with a foreign Origin, despite all other headers',
    { origin: 'https://evil.example', host, 'sec-fetch-site': 'same-origin' },
  ],
  ['without any header', {}],
  ['without a host', { origin: 'https://people.example.com' }],
])('a post %s is refused', (_, headers) => {
  expect(isSameOrigin(new Headers(headers))).toBe(false)
})

test.each([
  ['https://people.example.com', true],
  ['http://people.example.com', false],
  ['https://people.example.com:8443', false],
  ['https://evil.example', false],
  ['null', false],
])('with PUBLIC_URL a post from %s: %s', (origin, accepted) => {
  const publicUrl = 'https://people.example.com'
  const headers = new Headers({ origin, host: new URL(publicUrl).host })
  expect(isSameOrigin(headers, { ...parseConfig(process.env), publicUrl })).toBe(accepted)
})
