import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { expect, test } from '../support/fixtures.ts'
import { setupCode, startFreshServer } from '../support/fresh-server.ts'
import { openForm, post } from '../support/plain-form.ts'

const chosen = 'maple tundra pocket violin'

test('with mail set up a new account gets its link by email, and the page shows none', async () => {
  const mail = await startMailbox()
  const server = await startFreshServer({
    SMTP_URL: `smtp://127.0.0.1:${mail.port}`,
    MAIL_FROM: 'directory@example.org',
  })
  try {
    const setup = await openForm(`${server.url}/setup`, '')
    const admin = { code: setupCode(server), email: 'ada@example.org', newPassword: chosen, view: 'anyone' }
    const cookie = cookieOf(await post(setup, admin), 'session')
    const created = await post(await openForm(`${server.url}/accounts/new`, cookie), {
      email: 'erik@example.org',
      role: 'editor',
    })
    const shown = await fetch(`${server.url}${created.headers.get('location')}`, {
      headers: { cookie: `${cookie}; ${cookieOf(created, 'password-link')}` },
    })
    const page = await shown.text()
    expect(page).toContain('was sent to')
    expect(page).not.toContain('/password/')

    const [message = ''] = mail.messages
    expect(message).toContain('From: directory@example.org')
    expect(message).toContain('To: erik@example.org')
    const link = /http:\/\/localhost:\d+\/password\/[\w-]{43}/.exec(message)?.[0] ?? ''
    const form = await openForm(link, '')
    expect((await post(form, { newPassword: 'another tundra pocket violin' })).status).toBe(303)
    expect((await fetch(link)).status).toBe(404)
  } finally {
    await server.close()
    mail.close()
  }
})

async function startMailbox() {
  const messages: string[] = []
  const server = createServer((socket) => {
    let text = ''
    let inMessage = false
    socket.write('220 ready\r\n')
    socket
      .setEncoding('utf8')
      .on('error', () => {})
      .on('data', (chunk: string) => {
        text += chunk
        if (inMessage && text.endsWith('\r\n.\r\n')) {
          messages.push(decode(text))
          inMessage = false
          text = ''
          socket.write('250 taken\r\n')
        } else if (!inMessage && text.endsWith('\r\n')) {
          inMessage = text.startsWith('DATA')
          const isLast = text.startsWith('QUIT')
          text = ''
          socket.write(inMessage ? '354 go on\r\n' : '250 fine\r\n')
          if (isLast) socket.end()
        }
      })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { port: (server.address() as AddressInfo).port, messages, close: () => server.close() }
}

/** Quoted-printable (RFC 2045, 6.7). */
function decode(text: string): string {
  return text
    .replaceAll('=\r\n', '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
}

function cookieOf(answer: Response, name: string): string {
  return (
    answer.headers
      .getSetCookie()
      .find((text) => text.startsWith(`${name}=`))
      ?.split(';')[0] ?? ''
  )
}
