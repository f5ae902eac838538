import type { IncomingMessage, ServerResponse } from 'node:http'
import { log } from '#db/log.ts'
import { watchRequests } from './watch-requests.ts'

type Refusal = { status: number; words: string }

const methods = 'GET, HEAD, POST, OPTIONS'
const foreign: Refusal = {
  status: 403,
  words:
    'This form was sent from another site. Nothing was saved. Open the page here and send the form again.',
}

/** Answers in one line what Next answers with a bare 500 or a whole page. */
export function answerShortly(): void {
  watchRequests(({ request, response }) => {
    if (response.writableEnded) return
    const { method, url } = request
    if (method === 'TRACE')
      refuse(response, { status: 405, words: 'TRACE is not answered here.' }, { Allow: methods })
    // mendUrl has made a path of "*".
    else if (method === 'OPTIONS' && url === '/*') tellMethods(response)
    else if (method === 'POST' && !url?.startsWith('/api/') && isForeign(request)) refuse(response, foreign)
  })
}

/** Asked of the server as a whole. */
function tellMethods(response: ServerResponse): void {
  log.info({ status: 204, method: 'OPTIONS' }, 'told which methods there are')
  response.writeHead(204, { Allow: methods }).end()
}

/** Where Next would throw. A scheme that does not match is told inside the form, which keeps what was typed. */
function isForeign({ headers }: IncomingMessage): boolean {
  const { origin, host, 'x-forwarded-host': forwarded = host } = headers
  if (origin === undefined) return false
  return !URL.canParse(origin) || new URL(origin).host !== forwarded
}

export function refuse(response: ServerResponse, { status, words }: Refusal, headers = {}): ServerResponse {
  log.warn({ status, method: response.req.method }, `refused: ${words}`)
  return response
    .writeHead(status, {
      'Content-Type': 'text/plain; charset=utf-8',
      'Content-Length': Buffer.byteLength(words) + 1,
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
      ...headers,
    })
    .end(`${words}\n`)
}
