import { connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort } from '#db/testing/free-port.ts'
import { expect, test } from '../support/fixtures.ts'
import { openStore, startFreshServer } from '../support/fresh-server.ts'

test('a request that comes while the server starts is treated like all others', async () => {
  const store = await openStore('early')
  const port = await freePort()
  const first = askWhenOpen(port, 'GET /users/%FF HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n')
  const foreign = askWhenOpen(port, 'GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n')
  const PUBLIC_URL = 'http://localhost'
  const server = await startFreshServer({ DATABASE_URL: store.url, PORT: String(port), PUBLIC_URL })
  // Next answers an address that it cannot decode with a bare 500.
  expect(await first).toMatch(/^HTTP\/1\.1 30[37] |^HTTP\/1\.1 404 /)
  expect(await foreign).toMatch(/^HTTP\/1\.1 421 /)
  await server.close()
  await store.close()
})

test('a request that comes while the embedded store opens waits for it', async () => {
  const port = await freePort()
  const ready = askWhenOpen(port, 'GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n')
  const people = askWhenOpen(port, 'GET /api/users HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n')
  const server = await startFreshServer({ PORT: String(port) })
  expect(await ready).toMatch(/^HTTP\/1\.1 200 /)
  expect(await people).toMatch(/^HTTP\/1\.1 401 /)
  await server.close()
})

/** Sends a request as soon as the port is open. @returns the answer */
async function askWhenOpen(port: number, request: string): Promise<string> {
  for (;;) {
    const socket = connect(port, 'localhost')
    const answer = await new Promise<string | undefined>((resolve) => {
      let text = ''
      socket.once('error', () => resolve(undefined)).once('close', () => resolve(text || undefined))
      socket.setEncoding('utf8').on('data', (data) => (text += data))
      socket.once('connect', () => socket.write(request))
    })
    if (answer) return answer
    await pause(5)
  }
}
