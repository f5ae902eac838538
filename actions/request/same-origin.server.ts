/**
 * Whether a post comes from a page of this site. Next refuses a foreign Origin but lets a missing one through;
 * here either the Origin or the browser's own Sec-Fetch-Site has to say so.
 */
export function isSameOrigin(headers: Pick<Headers, 'get'>): boolean {
  const origin = headers.get('origin')
  if (!origin) return headers.get('sec-fetch-site') === 'same-origin'
  const host = headers.get('x-forwarded-host') ?? headers.get('host')
  return URL.canParse(origin) && new URL(origin).host === host
}
