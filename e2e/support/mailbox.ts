import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'

type Options = {
  /** Whether it takes mail for this address. */
  takes?: (recipient: string) => boolean
}

/** An SMTP server that keeps all messages. The caller closes it. */
export async function startMailbox({ takes = () => true }: Options = {}) {
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
          const [, recipient] = /^RCPT TO:<(.*)>/.exec(text) ?? []
          const isRefused = recipient !== undefined && !takes(recipient)
          text = ''
          if (isRefused) socket.write('550 nobody here\r\n')
          else socket.write(inMessage ? '354 go on\r\n' : '250 fine\r\n')
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
