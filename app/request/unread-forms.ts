import type { IncomingMessage, ServerResponse } from 'node:http'
import { presentResponse } from '#actions/request/response-status.server.ts'
import { log } from '#db/log.ts'
import { dropBodyHeaders, replaceAnswer } from './replace-answer.ts'
import { refuse } from './short-answers.ts'
import { watchRequests } from './watch-requests.ts'

const unread = new WeakSet<ServerResponse>()

/** Says in words what Next answers with a bare 500 or 409: a body that is no form, and a form of an older build. */
export function answerUnreadForms(): void {
  watchRequests(({ request, response }) => {
    if (request.method !== 'POST' || request.url?.startsWith('/api/') || response.writableEnded) return
    replaceAnswer(response, (status) => {
      if (unread.has(response) && status === 500) refuseUnread(response)
      else if (isStale(request, response)) refuseStale(request, response, status)
      else return false
      return true
    })
  })
}

// By undici and busboy, which read forms for Next, and by React, of an action that is bound to a part that is missing.
const reasons =
  /parse body as FormData|Unexpected end of (form|multipart)|Boundary not found|Malformed (part|content type)|^Connection closed\.$/i

/** Whether an error of Next says that the form of the present request cannot be read, or is of an older build. */
export function isAnsweredInWords(error: unknown): boolean {
  const response = presentResponse()
  if (response?.req.method !== 'POST' || !(error instanceof Error)) return false
  if (/^Failed to find Server Action/.test(error.message)) return isWithoutScripts(response.req)
  if (!reasons.test(error.message)) return false
  unread.add(response)
  return true
}

function refuseUnread(response: ServerResponse): void {
  dropBodyHeaders(response)
  const words = 'This form arrived damaged, so nothing was saved. Go back, and send it again.'
  refuse(response, { status: 400, words })
}

/** With scripts, the page itself says it. */
function isStale(request: IncomingMessage, response: ServerResponse): boolean {
  return response.hasHeader('x-nextjs-action-not-found') && isWithoutScripts(request)
}

function isWithoutScripts({ headers }: IncomingMessage): boolean {
  return headers['next-action'] === undefined
}

function refuseStale({ url = '/' }: IncomingMessage, response: ServerResponse, status: number): void {
  dropBodyHeaders(response)
  log.warn({ status, method: 'POST' }, 'refused: form of an older build')
  const page = stalePage(url)
  response
    .writeHead(status, {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Length': Buffer.byteLength(page),
      'Cache-Control': 'no-store',
    })
    .end(page)
}

function stalePage(url: string): string {
  const href = url.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Nothing was saved · Rollcall</title></head>
<body><main>
<h1>Nothing was saved: Rollcall was updated</h1>
<p>The page with this form is older than the program, which cannot read it any more.</p>
<p>Go back in your browser to copy what you typed. Then <a href="${href}">open the page again</a>, and enter it there.</p>
</main></body>
</html>
`
}
