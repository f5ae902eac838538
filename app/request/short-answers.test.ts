import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { log } from '#db/log.ts'
import { ignoreUpgrades } from './ignore-upgrades.ts'
import { answerShortly } from './short-answers.ts'
import { keepAnsweredFromNext, watchRequests } from './watch-requests.ts'

let port: number
const server = createServer((_request, response) => response.end('Next')).on('upgrade', (_request, socket) =>
  socket.destroy(),
)
const logged = vi.spyOn(log, 'warn').mockImplementation(() => {})

beforeAll(async () => {
  answerShortly()
  keepAnsweredFromNext()
  ignoreUpgrades()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  port = (server.address() as AddressInfo).port
})
afterAll(() => server.close())

test('TRACE and OPTIONS of the whole server are answered in a line', async () => {
  expect(await ask('TRACE /users')).toMatch(
    /^HTTP\/1\.1 405 [\s\S]*Allow: GET, HEAD, POST, OPTIONS[\s\S]*not answered/,
  )
  expect(await ask('OPTIONS /*')).toMatch(/^HTTP\/1\.1 204 [\s\S]*Allow: GET, HEAD, POST, OPTIONS/)
  expect(await ask('OPTIONS /users')).toContain('Next')
})

test('an offer to change the protocol is ignored', async () => {
  for (const protocol of ['websocket', 'h2c']) {
    const offer = { Connection: 'Upgrade', Upgrade: protocol }
    expect(await ask('GET /users', offer)).toMatch(/^HTTP\/1\.1 200 [\s\S]*Next/)
    expect(await ask('POST /users', { ...offer, 'Content-Length': '1' })).toMatch(/^HTTP\/1\.1 400 /)
    expect(await ask('TRACE /users', offer)).toMatch(/^HTTP\/1\.1 405 /)
  }
})

test('an answer to such an offer closes as any other', async () => {
  const closed: string[] = []
  watchRequests(({ request, response }) => response.once('close', () => closed.push(String(request.url))))
  await ask('GET /upgraded', { Connection: 'Upgrade', Upgrade: 'websocket' })
  await ask('GET /plain')
  expect(closed).toEqual(['/upgraded', '/plain'])
})

test('a form from another site is refused', async () => {
  for (const Origin of ['https://evil.example', 'null', `http://127.0.0.1:${port + 1}`])
    expect(await ask('POST /users', { Origin })).toMatch(/^HTTP\/1\.1 403 [\s\S]*from another site/)
  expect(logged).toHaveBeenLastCalledWith(
    { status: 403, method: 'POST' },
    expect.stringMatching(/another site/),
  )
  for (const headers of [{}, { Origin: `http://127.0.0.1:${port}` }])
    expect(await ask('POST /users', headers)).toContain('Next')
  const proxied = { Origin: 'https://people.example.org', 'X-Forwarded-Host': 'people.example.org' }
  expect(await ask('POST /users', proxied)).toContain('Next')
})

/** Resolves when the server has closed the connection. */
async function ask(line: string, headers: Record<string, string> = {}): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  let text = ''
  socket.setEncoding('utf8').on('data', (data) => (text += data))
  const lines = Object.entries({ Host: `127.0.0.1:${port}`, Connection: 'close', ...headers })
  const head = lines.map(([name, value]) => `${name}: ${value}`).join('\r\n')
  socket.write(`${line} HTTP/1.1\r\n${head}\r\n\r\n`)
  await once(socket, 'close')
  return text
}
