/** The methods of every address of the API. */
export const allow = 'GET, HEAD, OPTIONS'

/** Headers of every answer: what it depends on, and that pages of other sites may read it (without credentials). */
export const common = {
  Vary: 'Accept, Accept-Encoding, Authorization, Origin',
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'ETag, Link, Retry-After, X-Total-Count',
}

/** Headers of what anybody may see. */
export const publicView = { ...common, 'Cache-Control': 'public, max-age=60' }

/** Headers of the answer to OPTIONS, which browsers send before a request with an If-None-Match of its own. */
export const preflight = {
  ...common,
  Allow: allow,
  'Access-Control-Allow-Methods': allow,
  'Access-Control-Allow-Headers': 'Authorization, If-None-Match',
  'Access-Control-Max-Age': '86400',
}
