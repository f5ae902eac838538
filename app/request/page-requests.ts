import { randomBytes } from 'node:crypto'
import { type IncomingMessage, Server, type ServerResponse } from 'node:http'
import { noticeCookie, noticeHeader, noticePattern, type Refusal } from '#actions/form/notice.schema.ts'
import {
  addressHeader,
  largestForm,
  largestUpload,
  methodHeader,
  pathHeader,
  repeatedHeader,
  uploadPath,
} from '#actions/request/request.schema.ts'
import { contentSecurityPolicy } from './content-security-policy.ts'
import { count, keyOf } from './request-limit.ts'
import { refuse } from './short-answers.ts'

/** Not pages: JSON under /api/, health checks, icons and the like. */
const others =
  /^\/(?:api\/|_next\/static\/|(?:healthz|readyz|icon\.svg|apple-icon\.png|favicon\.ico|manifest\.webmanifest|robots\.txt|\.well-known\/security\.txt|_next\/image)$)/

/**
 * Counts pages for each network. Sets headers for pages: the content security policy, the one-shot notice, and the method
 * and address of the request. Redirects forms that are too large, because Next would answer a bare error. It checks no
 * rights. It is no proxy.ts, in which Next spends as much time as on a tenth of a page.
 */
export function preparePages(): void {
  const { emit } = Server.prototype
  Server.prototype.emit = function pass(this: Server, event: string, ...values: unknown[]): boolean {
    const [request, response] = values as [IncomingMessage, ServerResponse]
    const go = () => Reflect.apply(emit, this, [event, ...values])
    if (event !== 'request' || response.writableEnded || others.test(partsOf(request).path)) return go()
    void secondsToWait(request).then((seconds) => {
      if (seconds > 0) refuseTooMany(response, seconds)
      else if (isPrepared(request, response)) go()
    })
    return true
  }
}

/** Requests that Next repeats were counted before. */
async function secondsToWait({ headers }: IncomingMessage): Promise<number> {
  return headers[repeatedHeader] ? 0 : count('pages', keyOf(String(headers[addressHeader] ?? '')))
}

function refuseTooMany(response: ServerResponse, seconds: number): void {
  const words = `There were too many requests from your network. Try again in ${seconds} seconds.`
  refuse(response, { status: 429, words }, { 'Retry-After': String(seconds) })
}

/** False where the request is answered already. */
function isPrepared(request: IncomingMessage, response: ServerResponse): boolean {
  const { method, headers } = request
  if (method === 'POST') {
    if (isTooLarge(request)) return sendBack(request, response)
    // The form pipeline needs a Content-Length, which every browser sends. Requests repeated by Next were checked before.
    if (headers['content-length'] === undefined && !headers[repeatedHeader]) {
      refuse(response, { status: 411, words: 'Send a Content-Length.' })
      return false
    }
  }
  const { path, query } = partsOf(request)
  const policy = contentSecurityPolicy(randomBytes(16).toString('base64'), path)
  response.setHeader('content-security-policy', policy)
  // Next reads the nonce of its scripts from here.
  headers['content-security-policy'] = policy
  headers[methodHeader] = method
  headers[pathHeader] = path + query
  passNotice(request, response)
  return true
}

/** Gives the notice to the page, and removes its cookie where somebody sees the page. */
function passNotice({ method, headers }: IncomingMessage, response: ServerResponse): void {
  delete headers[noticeHeader]
  const notice = method === 'GET' ? readCookie(headers.cookie) : undefined
  if (notice === undefined) return
  if (noticePattern.test(notice)) headers[noticeHeader] = notice
  if (opensPage(headers)) response.appendHeader('Set-Cookie', cookie('', { headers, seconds: 0 }))
}

function readCookie(cookies = ''): string | undefined {
  const pairs = cookies.split(';').map((pair) => pair.trim())
  return pairs.find((pair) => pair.startsWith(`${noticeCookie}=`))?.slice(noticeCookie.length + 1)
}

type CookieOf = Pick<IncomingMessage, 'headers'> & { seconds: number }

function cookie(value: string, { headers, seconds }: CookieOf): string {
  const secure = headers['x-forwarded-proto'] === 'https' ? '; Secure' : ''
  return `${noticeCookie}=${value}; Path=/; Max-Age=${seconds}; SameSite=lax${secure}`
}

/** With scripts the page shows this error before it sends the form. */
function isTooLarge(request: IncomingMessage): boolean {
  const largest = partsOf(request).path === uploadPath ? largestUpload : largestForm
  return Number(request.headers['content-length']) > largest
}

/** Redirects to the page of the form, which shows the reason. */
function sendBack({ url = '/', headers }: IncomingMessage, response: ServerResponse): false {
  const reason = `${'too-large' satisfies Refusal}.${randomBytes(4).toString('hex')}`
  // More slashes at its start would lead to another site.
  const location = url.replace(/^[/\\]+/, '/')
  response
    .writeHead(303, { Location: location, 'Set-Cookie': cookie(reason, { headers, seconds: 60 }) })
    .end()
  return false
}

/**
 * Somebody opens a page, which shows the notice. What a browser or the router fetches ahead may never be shown. A page that
 * arrives through the router removes the cookie itself.
 */
function opensPage(headers: IncomingMessage['headers']): boolean {
  return headers['sec-purpose'] === undefined && Boolean(headers.accept?.includes('text/html'))
}

/** Without the parameter that the router adds to its requests. */
function partsOf({ url = '/' }: IncomingMessage): { path: string; query: string } {
  const [path = '', ...rest] = url.split('?')
  const search = rest.join('?')
  const parameters = search.split('&').filter((parameter) => parameter && !/^_rsc(=|$)/.test(parameter))
  return { path, query: parameters.length > 0 ? `?${parameters.join('&')}` : '' }
}
