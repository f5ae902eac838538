import { expect, test } from 'vitest'
import { isMisdirected } from './misdirected.ts'

const site = 'https://people.example.org'

test.each([
  ['people.example.org', site],
  ['People.Example.org', site],
  ['people.example.org:443', site],
  ['people.example.org:8443', 'https://people.example.org:8443'],
  ['[2001:db8::1]:3000', 'http://[2001:db8::1]:3000'],
])('%s is the host of %s', (host, publicUrl) => {
  expect(isMisdirected('/users', host, publicUrl)).toBe(false)
})

test.each([
  '',
  'evil.example',
  'evil.people.example.org',
  'people.example.org.evil.example',
  'people.example.org.',
  'people.example.org:80',
  'people.example.org:8443',
  'people.example.org@evil.example',
  'people.example.org/',
  'people.example.org/@evil.example',
  '127.0.0.1:3000',
  'localhost',
  'a b',
])('%j is another host', (host) => {
  for (const url of ['/users', '/', '/api/users', '/_next/static/x.js', '/healthz/x', '/users?/healthz'])
    expect(isMisdirected(url, host, site)).toBe(true)
})

test('health checks and Prometheus come by address', () => {
  for (const url of ['/healthz', '/readyz', '/metrics', '/healthz?from=probe'])
    expect(isMisdirected(url, '10.0.0.5:3000', site)).toBe(false)
})
