import { headers } from 'next/headers'
import { isHttps } from './session-cookies.server.ts'

/** Where the browser found this site, such as `https://people.example.org`. What could end a quotation in a shell is no host. */
export async function siteOrigin(): Promise<string> {
  const request = await headers()
  const host = request.get('x-forwarded-host') ?? request.get('host') ?? ''
  return `${(await isHttps()) ? 'https' : 'http'}://${/^[\w.:[\]-]+$/.test(host) ? host : 'localhost'}`
}
