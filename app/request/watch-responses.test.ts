import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { retryAfterSeconds, setRetryLater, setStatus } from '#actions/request/response-status.server.ts'
import { watchResponses } from './watch-responses.ts'

test('a page sets the status and the Retry-After of its own response', async () => {
  watchResponses()
  const server = createServer((request, response) => {
    if (request.url === '/later') setRetryLater()
    if (request.url === '/missing') setStatus(404)
    response.end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const read = async (path: string) => {
    const { status, headers } = await fetch(`http://127.0.0.1:${port}${path}`)
    return [status, headers.get('retry-after')]
  }
  expect(await Promise.all(['/', '/later', '/missing'].map(read))).toEqual([
    [200, null],
    [503, String(retryAfterSeconds)],
    [404, null],
  ])
  server.close()
  await once(server, 'close')
})

test('outside of a request nothing is set', () => {
  expect(() => setRetryLater()).not.toThrow()
})
