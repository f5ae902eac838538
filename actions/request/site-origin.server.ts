import { headers } from 'next/headers'
import { isHttps } from './session-cookies.server.ts'

/** Such as `https://people.example.org`. Characters that could end a quotation in a shell are not accepted. */
export async function siteOrigin(): Promise<string> {
  const request = await headers()
  const host = request.get('x-forwarded-host') ?? request.get('host') ?? ''
  return `${(await isHttps()) ? 'https' : 'http'}://${/^[\w.:[\]-]+$/.test(host) ? host : 'localhost'}`
}
