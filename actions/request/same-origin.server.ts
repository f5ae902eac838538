/**
 * Whether a post comes from a page of this site. Next refuses a foreign Origin but accepts a missing one; here the
 * Origin or the browser's Sec-Fetch-Site has to confirm it.
 */
export function isSameOrigin(headers: Pick<Headers, 'get'>): boolean {
  const origin = headers.get('origin')
  if (!origin) return headers.get('sec-fetch-site') === 'same-origin'
  const host = headers.get('x-forwarded-host') ?? headers.get('host')
  return URL.canParse(origin) && new URL(origin).host === host
}
