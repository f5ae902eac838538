import type { Level } from '#db/policy.ts'

export const allow = 'GET, HEAD, OPTIONS'

export const common = { Vary: 'Accept, Accept-Encoding, Authorization, Origin' }

const exposed = 'ETag, Link, Retry-After, X-Total-Count'

/** Headers of a successful answer: which caches may keep it, and pages of which sites may read it. */
export function headersOf(request: Request, level: Level, corsOrigins: string): Record<string, string> {
  return {
    ...common,
    ...crossOrigin(request, corsOrigins),
    'Cache-Control':
      level === 'public' && !request.headers.has('prefer') ? 'public, max-age=60' : 'private, no-cache',
  }
}

/** For pages of other sites, without credentials (https://fetch.spec.whatwg.org/#http-cors-protocol). */
export function crossOrigin(request: Request, corsOrigins: string): Record<string, string> {
  const origin = request.headers.get('origin') ?? ''
  const allowed = corsOrigins.split('\n')
  if (!allowed.includes('*') && !allowed.includes(origin)) return {}
  return {
    'Access-Control-Allow-Origin': allowed.includes('*') ? '*' : origin,
    'Access-Control-Expose-Headers': exposed,
  }
}

/** The answer to OPTIONS, which browsers send before a request with an Authorization or an If-None-Match. */
export function preflight(request: Request, corsOrigins: string): Record<string, string> {
  return {
    ...common,
    ...crossOrigin(request, corsOrigins),
    Allow: allow,
    'Access-Control-Allow-Methods': allow,
    'Access-Control-Allow-Headers': 'Authorization, If-None-Match, Prefer',
    'Access-Control-Max-Age': '86400',
  }
}
