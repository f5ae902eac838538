import { headers } from 'next/headers'
import { parseConfig } from '#db/config.ts'
import { hostPattern } from './host.server.ts'
import { addressHeader } from './request.schema.ts'
import { isHttps } from './session-cookies.server.ts'

/** Such as `https://people.example.org`. */
export async function siteOrigin(): Promise<string> {
  const host = await siteHost()
  return `${(await isHttps()) ? 'https' : 'http'}://${hostPattern.test(host) ? host : 'localhost'}`
}

/** By PUBLIC_URL or a trusted proxy (app/request/address.ts), or else as the request names it. */
export async function siteHost(): Promise<string> {
  const request = await headers()
  return request.get('x-forwarded-host') ?? request.get('host') ?? ''
}

const thisMachine = /^(localhost|127\.\d+\.\d+\.\d+|\[?::1\]?)$/

/**
 * For links in mail that a stranger can ask for, who also chooses the Host header: PUBLIC_URL, or the address on this
 * machine for somebody who tries Rollcall there. Otherwise, and where no mail is sent, undefined.
 */
export async function originForStrangers(): Promise<string | undefined> {
  const { mail, publicUrl } = parseConfig(process.env)
  if (!mail || publicUrl) return mail && publicUrl
  const origin = await siteOrigin()
  const client = (await headers()).get(addressHeader) ?? ''
  const isHere =
    URL.canParse(origin) && thisMachine.test(new URL(origin).hostname) && thisMachine.test(client)
  return isHere ? origin : undefined
}
