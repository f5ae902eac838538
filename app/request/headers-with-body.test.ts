import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { expect, test } from 'vitest'
import { sendHeadersWithBody } from './headers-with-body.ts'

test('headers wait for the body', async () => {
  sendHeadersWithBody()
  let finish = () => {}
  const server = createServer((_, response) => {
    response.flushHeaders()
    finish = () => response.end('done')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  socket.write('GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n')
  await once(server, 'request')
  expect(socket.bytesRead).toBe(0)
  finish()
  const [first] = await once(socket, 'data')
  expect(String(first)).toMatch(/^HTTP\/1\.1 200 OK\r\n.*done$/s)
  server.close()
})
