import { once } from 'node:events'
import { connect } from 'node:net'
import { expect, test } from '../support/fixtures.ts'
import { startFreshServer } from '../support/fresh-server.ts'

test('TRACE, OPTIONS of the server and offers of another protocol have a short answer, and refusals one line in the log', async ({
  signIn,
}) => {
  // Without any account a page leads to the set-up.
  await signIn('viewer')
  const server = await startFreshServer({ DATABASE_URL: process.env.DATABASE_URL ?? '' })
  try {
    const { port } = new URL(server.url)
    const before = server.log().length
    const trace = { status: 405, method: 'TRACE' }
    const bodied = { status: 400, method: 'POST' }

    const answer =
      /^HTTP\/1\.1 405 .*\r\nallow: GET, HEAD, POST, OPTIONS\r\n.*\r\n\r\nTRACE is not answered here\.\n$/is
    for (const path of ['/users', '/api/users', '/nowhere'])
      expect(await ask(`TRACE ${path}`)).toMatch(answer)
    expect(await ask('OPTIONS *')).toMatch(
      /^HTTP\/1\.1 204 .*\r\nallow: GET, HEAD, POST, OPTIONS\r\n.*\r\n\r\n$/is,
    )
    await expect.poll(server.log).toMatch(/"level":30,[^\n]*"status":204,"method":"OPTIONS"/)
    for (const protocol of ['websocket', 'h2c']) {
      const offer = { Connection: 'Upgrade', Upgrade: protocol }
      expect(await ask('GET /users', offer)).toMatch(/^HTTP\/1\.1 200 .*<h1\b.*<\/html>/s)
      // Longer than a socket takes at once.
      expect(await ask('GET /api/openapi.json', offer)).toMatch(
        /^HTTP\/1\.1 200 .*\r\n\r\n\S.*\}\r\n0\r\n\r\n$/s,
      )
      expect(await ask('GET /api/users', offer)).toMatch(/^HTTP\/1\.1 200 .*\r\n\r\n\S/s)
      expect(await ask('POST /users', { ...offer, 'Content-Length': '1' })).toMatch(
        /^HTTP\/1\.1 400 .*\r\n\r\nSend no body with Upgrade\.\n$/s,
      )
      expect(await ask('TRACE /users', offer)).toMatch(answer)
    }
    await expect
      .poll(() => complaintsSince(before))
      .toMatchObject([trace, trace, trace, bodied, trace, bodied, trace])

    /** Resolves when the server has closed the connection. */
    async function ask(line: string, headers: Record<string, string> = {}): Promise<string> {
      const socket = connect(Number(port), 'localhost')
      let text = ''
      socket.setEncoding('utf8').on('data', (data) => (text += data))
      const lines = Object.entries({ Host: `localhost:${port}`, Connection: 'close', ...headers })
      const head = lines.map(([name, value]) => `${name}: ${value}`).join('\r\n')
      socket.write(`${line} HTTP/1.1\r\n${head}\r\n\r\n`)
      await once(socket, 'close')
      return text
    }
  } finally {
    await server.close()
  }

  /** Warnings, errors, and anything that is not ours. */
  function complaintsSince(before: number): unknown[] {
    const lines = server.log().slice(before).split('\n').filter(Boolean)
    const entries = lines.map((line) => (line.startsWith('{') ? JSON.parse(line) : line))
    return entries.filter((entry) => typeof entry === 'string' || entry.level >= 40)
  }
})
