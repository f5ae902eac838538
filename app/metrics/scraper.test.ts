import type { IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { isScrape } from './scraper.ts'

const token = 'a-token-of-some-length'

type Asked = { method?: string; url?: string; from?: string; headers?: Record<string, string> }

function request({ method = 'GET', url = '/metrics', from = '127.0.0.1', headers = {} }: Asked) {
  const all: Record<string, string> = { host: 'localhost:3000', ...headers }
  return {
    method,
    url,
    socket: { remoteAddress: from },
    rawHeaders: Object.entries(all).flat(),
    // As app/request/address.ts leaves them.
    headers: { ...all, 'x-forwarded-for': from },
  } as unknown as IncomingMessage
}

test('without a token this machine itself may read the metrics', () => {
  for (const from of ['127.0.0.1', '127.0.0.9', '::1', '::ffff:127.0.0.1'])
    for (const host of ['localhost', 'localhost:3000', '127.0.0.1:3000', '[::1]:3000'])
      expect([from, host, isScrape(request({ from, headers: { host } }), undefined)]).toEqual([
        from,
        host,
        true,
      ])
  expect(isScrape(request({ method: 'HEAD', url: '/metrics?x=1' }), undefined)).toBe(true)
})

test('without a token nobody else may, also through a proxy on this machine', () => {
  for (const from of ['192.0.2.7', '::ffff:192.0.2.7', '2001:db8::1', ''])
    expect([from, isScrape(request({ from }), undefined)]).toEqual([from, false])
  for (const header of ['X-Forwarded-For', 'X-Forwarded-Host', 'Forwarded', 'Via', 'X-Real-IP'])
    for (const value of ['', '127.0.0.1'])
      expect([header, isScrape(request({ headers: { [header]: value } }), undefined)]).toEqual([
        header,
        false,
      ])
  for (const host of ['', 'people.example.org', 'localhost.evil.example', '127.0.0.1.evil.example'])
    expect([host, isScrape(request({ headers: { host } }), undefined)]).toEqual([host, false])
})

test('with a token only those may who send it, from anywhere', () => {
  const sent = (authorization: string) =>
    isScrape(request({ from: '192.0.2.7', headers: { authorization } }), token)
  expect(sent(`Bearer ${token}`)).toBe(true)
  expect(sent(`bearer ${token}`)).toBe(true)
  for (const wrong of [
    '',
    token,
    `Bearer ${token}x`,
    `Bearer ${token.slice(1)}`,
    `Basic ${token}`,
    'Bearer ',
  ])
    expect([wrong, sent(wrong)]).toEqual([wrong, false])
  expect(isScrape(request({}), token)).toBe(false)
})

test('nothing but reading the metrics is meant', () => {
  for (const asked of [{ method: 'POST' }, { url: '/metrics/' }, { url: '/metricsx' }, { url: '/users' }])
    expect([asked, isScrape(request(asked), undefined)]).toEqual([asked, false])
})
