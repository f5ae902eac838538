/** As a client of PostgreSQL ran it. */
export type Statement = { text: string; values: (string | null)[] }

/**
 * Passes on each message of a client but the first, which has no type
 * (https://www.postgresql.org/docs/current/protocol-message-formats.html).
 */
export function readMessages(onMessage: (type: string, body: Buffer) => void): (chunk: Buffer) => void {
  let unread = Buffer.alloc(0)
  let hasStarted = false
  return (chunk) => {
    unread = Buffer.concat([unread, chunk])
    for (;;) {
      const head = hasStarted ? 1 : 0
      if (unread.length < head + 4) return
      const end = head + unread.readInt32BE(head)
      if (unread.length < end) return
      if (hasStarted) onMessage(unread.toString('latin1', 0, 1), unread.subarray(5, end))
      unread = unread.subarray(end)
      hasStarted = true
    }
  }
}

/** A statement that the database reads, which a client may run many times under its name. */
export function parsed(body: Buffer): { name: string; text: string } {
  const [name = '', text = ''] = body.toString().split('\0')
  return { name, text }
}

export function readStatements(onStatement: (statement: Statement) => void): (chunk: Buffer) => void {
  const texts = new Map<string, string>()
  return readMessages((type, body) => {
    if (type === 'Q') onStatement({ text: body.toString('utf8', 0, body.length - 1), values: [] })
    if (type === 'P') texts.set(parsed(body).name, parsed(body).text)
    if (type === 'B') {
      const { name, values } = bound(body)
      onStatement({ text: texts.get(name) ?? '', values })
    }
  })
}

function bound(body: Buffer): { name: string; values: Statement['values'] } {
  const [portal = '', name = ''] = body.toString('latin1').split('\0', 2)
  let at = portal.length + 1 + name.length + 1
  const formats = body.readInt16BE(at)
  at += 2 + 2 * formats
  const count = body.readInt16BE(at)
  at += 2
  const values = Array.from({ length: count }, () => {
    const length = body.readInt32BE(at)
    at += 4
    if (length < 0) return null
    at += length
    return body.toString('utf8', at - length, at)
  })
  return { name, values }
}
