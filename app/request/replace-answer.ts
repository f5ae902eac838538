import type { ServerResponse } from 'node:http'

const names = ['writeHead', 'write', 'end'] as const
type Sending = Record<(typeof names)[number], (...args: unknown[]) => unknown>

/**
 * Asks before anything of an answer is sent. Where `replace` returns true it has sent an answer of its own, and everything
 * that Next then sends is dropped.
 */
export function replaceAnswer(response: ServerResponse, replace: (status: number) => boolean): void {
  const sending = response as unknown as Sending
  const { writeHead, write, end } = sending
  const originals = { writeHead, write, end }
  const dropping: Sending = { writeHead: () => response, write: () => true, end: () => response }
  let state: 'unasked' | 'asking' | 'replaced' | 'passed' = 'unasked'

  const ask = (status: number) => {
    state = 'asking'
    // Past what has wrapped these since, such as compression, which sends later.
    const { writeHead, write, end } = sending
    Object.assign(response, originals)
    state = replace(status) ? 'replaced' : 'passed'
    Object.assign(response, { writeHead, write, end })
  }
  for (const name of names)
    sending[name] = (...args) => {
      if (state === 'unasked') ask(name === 'writeHead' ? Number(args[0]) : response.statusCode)
      return Reflect.apply(state === 'replaced' ? dropping[name] : originals[name], response, args)
    }
}

/** Removes what describes the body of an answer that is replaced. */
export function dropBodyHeaders(response: ServerResponse): void {
  for (const name of response.getHeaderNames())
    if (/^(content-(type|length|encoding)|etag|transfer-encoding|x-nextjs-.*)$/.test(name))
      response.removeHeader(name)
}
