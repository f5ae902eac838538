import type { Level } from '#db/policy.ts'

export const allow = 'GET, HEAD, OPTIONS'

const varying = 'Accept, Accept-Encoding, Authorization'

export const common = { Vary: `${varying}, Origin` }

/**
 * Browsers may keep an answer for a minute. Caches that many share may not: after two seconds at most they show nobody who
 * has been hidden since (RFC 9111, RFC 5861).
 */
export const publicCaching = 'public, max-age=60, s-maxage=1, stale-while-revalidate=1'

const exposed = 'ETag, Link, Retry-After, X-Total-Count'

/** Headers of a successful answer: which caches may keep it, and pages of which sites may read it. */
export function headersOf(request: Request, level: Level, corsOrigins: string): Record<string, string> {
  return {
    ...(dependsOnOrigin(corsOrigins) ? common : { Vary: varying }),
    ...crossOrigin(request, corsOrigins),
    'Cache-Control':
      level === 'public' && !request.headers.has('prefer') ? publicCaching : 'private, no-cache',
  }
}

/** Not where all sites, or none, may read the answer: then a cache keeps one for all. */
function dependsOnOrigin(corsOrigins: string): boolean {
  return corsOrigins !== '' && !corsOrigins.split('\n').includes('*')
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
