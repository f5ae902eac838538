import type { OutgoingHttpHeaders, ServerResponse } from 'node:http'

/** An answer as it was sent, after compression. */
export type Answer = { status: number; headers: OutgoingHttpHeaders; body: Buffer }

/** Node writes these for each connection and moment. */
const ofTransfer = ['date', 'connection', 'keep-alive', 'transfer-encoding']

/**
 * The answer that Next is about to send, once it has sent it. Undefined where it breaks off or is larger than `most` bytes.
 */
export function capture(response: ServerResponse, most: number): Promise<Answer | undefined> {
  const { write, end } = response
  const chunks: Buffer[] = []
  let size = 0
  const add = ([chunk, encoding]: unknown[]) => {
    if (typeof chunk !== 'string' && !(chunk instanceof Uint8Array)) return
    const bytes =
      typeof chunk === 'string'
        ? Buffer.from(chunk, typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8')
        : Buffer.from(chunk)
    size += bytes.length
    if (size <= most) chunks.push(bytes)
  }
  return new Promise((resolve) => {
    const sending = response as unknown as Record<'write' | 'end', (...args: unknown[]) => unknown>
    sending.write = (...args) => {
      add(args)
      return Reflect.apply(write, response, args)
    }
    sending.end = (...args) => {
      add(args)
      const sent = Reflect.apply(end, response, args)
      const headers = response.getHeaders()
      for (const name of ofTransfer) delete headers[name]
      const body = response.req.method === 'HEAD' ? Buffer.alloc(0) : Buffer.concat(chunks)
      resolve(size <= most ? { status: response.statusCode, headers, body } : undefined)
      return sent
    }
    response.once('close', () => resolve(undefined))
  })
}
