import { randomBytes } from 'node:crypto'
import { type NextRequest, NextResponse } from 'next/server'
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
import { count, keyOf } from '#app/request/request-limit.ts'
import { parseConfig } from '#db/config.ts'

/**
 * Counts pages for each network. Sets headers for pages: the content security policy, the one-shot notice, and the method and address of the request.
 * Redirects forms that are too large, because Next would answer a bare error. It checks no rights.
 */
export async function proxy(request: NextRequest) {
  const seconds = await secondsToWait(request)
  if (seconds > 0) return tooMany(seconds)
  if (isTooLarge(request)) return sendBack(request)
  // The form pipeline needs a Content-Length, which every browser sends. Requests repeated by Next were checked before.
  const { headers: given } = request
  if (request.method === 'POST' && !given.has('content-length') && !given.has(repeatedHeader))
    return new NextResponse('Send a Content-Length.\n', { status: 411 })
  const headers = new Headers(given)
  const policy = contentSecurityPolicy(randomBytes(16).toString('base64'), formTargets(request))
  headers.set('content-security-policy', policy)
  headers.set(methodHeader, request.method)
  headers.set(pathHeader, `${request.nextUrl.pathname}${request.nextUrl.search}`)
  headers.delete(noticeHeader)
  const notice = request.method === 'GET' ? request.cookies.get(noticeCookie)?.value : undefined
  // A cookie is untrusted, and not every value is valid in a header.
  if (notice && noticePattern.test(notice)) headers.set(noticeHeader, notice)

  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  if (notice !== undefined && opensPage(request))
    response.cookies.set(noticeCookie, '', { path: '/', maxAge: 0, secure: isHttps(request) })
  return response
}

// Not for JSON under /api/, health checks, icons and the like, which are no pages.
export const config = {
  matcher: [
    '/((?!api/|healthz$|readyz$|icon\\.svg$|apple-icon\\.png$|favicon\\.ico$|manifest\\.webmanifest$|robots\\.txt$|\\.well-known/security\\.txt$|_next/static/|_next/image$).*)',
  ],
}

/** Requests that Next repeats were counted before. */
async function secondsToWait({ headers }: NextRequest): Promise<number> {
  if (headers.has(repeatedHeader)) return 0
  return count('pages', keyOf(headers.get(addressHeader) ?? ''))
}

function tooMany(seconds: number): NextResponse {
  const words = `There were too many requests from your network. Try again in ${seconds} seconds.\n`
  return new NextResponse(words, { status: 429, headers: { 'Retry-After': String(seconds) } })
}

/** With scripts the page shows this error before it sends the form. */
function isTooLarge({ method, headers, nextUrl }: NextRequest): boolean {
  const largest = nextUrl.pathname === uploadPath ? largestUpload : largestForm
  return method === 'POST' && Number(headers.get('content-length')) > largest
}

/** Redirects to the page of the form, which shows the reason. */
function sendBack(request: NextRequest): NextResponse {
  const response = NextResponse.redirect(request.nextUrl, 303)
  const occasion = randomBytes(4).toString('hex')
  response.cookies.set(noticeCookie, `${'too-large' satisfies Refusal}.${occasion}`, {
    path: '/',
    maxAge: 60,
    sameSite: 'lax',
    secure: isHttps(request),
  })
  return response
}

function isHttps({ headers }: NextRequest): boolean {
  return headers.get('x-forwarded-proto') === 'https'
}

/**
 * Somebody opens a page, which shows the notice. What a browser or the router fetches ahead may never be shown. Next hides
 * from a proxy what the router fetches ahead, so a page that arrives through the router removes the cookie itself.
 */
function opensPage({ headers }: NextRequest): boolean {
  return !headers.has('sec-purpose') && (headers.get('accept')?.includes('text/html') ?? false)
}

/** The forms of these pages may lead to the provider of single sign-on, and from there to any other. Browsers check each step. */
function formTargets({ nextUrl }: NextRequest): string {
  const { provider } = parseConfig(process.env)
  if (!provider || !['/sign-in', '/profile/confirm'].includes(nextUrl.pathname)) return "'self'"
  return `'self' https: ${new URL(provider.issuer).origin}`
}

function contentSecurityPolicy(nonce: string, targets: string): string {
  // In development, and only there, React needs eval for its messages and Next writes styles into its overlay.
  const development = process.env.NODE_ENV === 'development'
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    `style-src 'self' ${development ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    `form-action ${targets}`,
    "frame-ancestors 'none'",
  ].join('; ')
}
