import { parseConfig } from '#db/config.ts'

/**
 * Whether a post comes from a page of this site. Next refuses a foreign Origin but accepts a missing one; here the
 * Origin or the browser's Sec-Fetch-Site has to confirm it. Without PUBLIC_URL the scheme is not compared, because a
 * proxy may not say it.
 */
export function isSameOrigin(
  headers: Pick<Headers, 'get'>,
  { publicUrl } = parseConfig(process.env),
): boolean {
  const origin = headers.get('origin')
  if (!origin) return headers.get('sec-fetch-site') === 'same-origin'
  if (publicUrl) return origin === publicUrl
  const host = headers.get('x-forwarded-host') ?? headers.get('host')
  return URL.canParse(origin) && new URL(origin).host === host
}
