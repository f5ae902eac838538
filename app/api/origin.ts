import { headers } from 'next/headers'
import { isHttps } from '#actions/session-cookies.server.ts'

/** How this server was addressed, for text to copy: what could end a quotation in a shell is no host. */
export async function currentOrigin(): Promise<string> {
  const request = await headers()
  const host = request.get('x-forwarded-host') ?? request.get('host') ?? ''
  return `${(await isHttps()) ? 'https' : 'http'}://${/^[\w.:[\]-]+$/.test(host) ? host : 'localhost'}`
}
