import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { open } from './database.ts'

test('each sslmode but disable asks for TLS, and tells a server without it nothing', async () => {
  for (const mode of ['prefer', 'require', 'verify-ca', 'verify-full', 'no-verify'])
    expect([mode, await sentWith(`?sslmode=${mode}`)]).toEqual([mode, { asksForTls: true, role: false }])
  for (const query of ['', '?sslmode=disable'])
    expect([query, await sentWith(query)]).toEqual([query, { asksForTls: false, role: true }])
})

// https://www.postgresql.org/docs/current/protocol-message-formats.html
const sslRequest = '\0\0\0\x08\x04\xd2\x16\x2f'

/** What a server without TLS is sent. */
async function sentWith(query: string) {
  let sent = ''
  const server = createServer((socket) => {
    socket.on('error', () => {})
    socket.on('data', (data) => {
      sent += data.toString('latin1')
      // "No TLS here", and the end.
      if (sent === sslRequest) socket.write('N')
      else socket.destroy()
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const db = open(`postgres://ada@127.0.0.1:${port}/people${query}`)
  await expect(sql`select 1`.execute(db)).rejects.toThrow()
  await db.destroy()
  server.close()
  return { asksForTls: sent.startsWith(sslRequest), role: sent.includes('ada') }
}
