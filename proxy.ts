import { randomBytes } from 'node:crypto'
import { type NextRequest, NextResponse } from 'next/server'

const noticeCookie = 'notice'
const noticeHeader = 'x-rollcall-notice'

/** Sets headers for pages: a content security policy with a nonce of its own, and the one-shot notice. Never a lock. */
export function proxy(request: NextRequest) {
  const headers = new Headers(request.headers)
  const policy = contentSecurityPolicy(randomBytes(16).toString('base64'))
  headers.set('content-security-policy', policy)
  headers.delete(noticeHeader)
  headers.set('x-rollcall-method', request.method)

  const notice = request.method === 'GET' ? request.cookies.get(noticeCookie)?.value : undefined
  const prefetch = request.headers.has('next-router-prefetch') || request.headers.has('purpose')
  if (notice && !prefetch) headers.set(noticeHeader, notice)

  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  if (notice && !prefetch) response.cookies.set(noticeCookie, '', { path: '/', maxAge: 0 })
  return response
}

export const config = { matcher: ['/((?!api/|healthz|readyz|_next/static|_next/image|icon.svg).*)'] }

function contentSecurityPolicy(nonce: string): string {
  // React needs eval for its messages in development, and only there.
  const development = process.env.NODE_ENV === 'development' ? " 'unsafe-eval'" : ''
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development}`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}
