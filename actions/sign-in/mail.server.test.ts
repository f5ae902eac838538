import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { afterEach, expect, test, vi } from 'vitest'
import { log } from '#db/log.ts'
import { sendMail } from './mail.server.ts'

afterEach(() => {
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
})

test('a mail server without TLS is told nothing if SMTP_URL requires TLS, and the log says why', async () => {
  const mail = await startMailServer()
  const logged = vi.spyOn(log, 'error').mockImplementation(() => {})
  const send = (query: string) => {
    vi.stubEnv('SMTP_URL', `smtp://rollcall:secret@127.0.0.1:${mail.port}${query}`)
    return sendMail('ada@example.org', 'Hello', 'Welcome')
  }
  expect(await send('?requireTLS=true')).toBe(false)
  expect(mail.commands().every((command) => /^(EHLO|STARTTLS|QUIT)/.test(command))).toBe(true)
  expect(logged).toHaveBeenCalledWith(
    expect.objectContaining({ code: 'ETLS' }),
    'mail not sent: no TLS with the mail server, which SMTP_URL asks for',
  )
  await send('')
  expect(mail.commands().join()).toContain('AUTH PLAIN')
  mail.close()
})

/** Speaks plain text alone, and takes no password. */
async function startMailServer() {
  let sent = ''
  const server = createServer((socket) => {
    socket.on('error', () => {}).write('220 ready\r\n')
    socket.setEncoding('utf8').on('data', (text: string) => {
      sent += text
      const isGreeting = text.startsWith('EHLO')
      socket.write(isGreeting ? '250-fine\r\n250 AUTH PLAIN\r\n' : '502 not here\r\n')
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return { port, commands: () => sent.trim().split('\r\n'), close: () => server.close() }
}
