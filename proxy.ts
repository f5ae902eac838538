import { randomBytes } from 'node:crypto'
import { type NextRequest, NextResponse } from 'next/server'
import { noticeCookie, noticeHeader, noticePattern, type Refusal } from '#actions/form/notice.schema.ts'
import {
  largestForm,
  largestUpload,
  methodHeader,
  pathHeader,
  repeatedHeader,
  uploadPath,
} from '#actions/request/request.schema.ts'

/**
 * Sets headers for pages: the content security policy, the one-shot notice, and the method and address of the request.
 * Redirects forms that are too large, because Next would answer a bare error. It checks no rights.
 */
export function proxy(request: NextRequest) {
  if (isTooLarge(request)) return sendBack(request)
  // The form pipeline needs a Content-Length, which every browser sends. Requests repeated by Next were checked before.
  const { headers: given } = request
  if (request.method === 'POST' && !given.has('content-length') && !given.has(repeatedHeader))
    return new NextResponse('Send a Content-Length.\n', { status: 411 })
  const headers = new Headers(given)
  const policy = contentSecurityPolicy(randomBytes(16).toString('base64'))
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
    response.cookies.set(noticeCookie, '', { path: '/', maxAge: 0 })
  return response
}

// Not for JSON under /api/, health checks and the icon, which are no pages.
export const config = { matcher: ['/((?!api/|healthz$|readyz$|icon\\.svg$|_next/static/|_next/image$).*)'] }

/** With scripts the page shows this error before it sends the form. */
function isTooLarge({ method, headers, nextUrl }: NextRequest): boolean {
  const largest = nextUrl.pathname === uploadPath ? largestUpload : largestForm
  return method === 'POST' && Number(headers.get('content-length')) > largest
}

/** Redirects to the page of the form, which shows the reason. */
function sendBack({ nextUrl }: NextRequest): NextResponse {
  const response = NextResponse.redirect(nextUrl, 303)
  const occasion = randomBytes(4).toString('hex')
  response.cookies.set(noticeCookie, `${'too-large' satisfies Refusal}.${occasion}`, {
    path: '/',
    maxAge: 60,
  })
  return response
}

/**
 * Somebody opens a page, which shows the notice. What a browser or the router fetches ahead may never be shown. Next hides
 * from a proxy what the router fetches ahead, so a page that arrives through the router removes the cookie itself.
 */
function opensPage({ headers }: NextRequest): boolean {
  return !headers.has('sec-purpose') && (headers.get('accept')?.includes('text/html') ?? false)
}

function contentSecurityPolicy(nonce: string): string {
  // In development, and only there, React needs eval for its messages and Next writes styles into its overlay.
  const development = process.env.NODE_ENV === 'development'
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    `style-src 'self' ${development ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}
