import { cookies, headers } from 'next/headers'
import type { Tokens } from '#db/accounts/sign-in.ts'

const longestSession = 30 * 24 * 60 * 60
const aYear = 365 * 24 * 60 * 60

/** `known` identifies the browser even when nobody is signed in. */
type Name = 'session' | 'known'

export async function sessionToken(): Promise<string | undefined> {
  return read('session')
}

export async function knownToken(): Promise<string | undefined> {
  return read('known')
}

export async function keepTokens({ session, known }: Tokens): Promise<void> {
  await write('session', session, longestSession)
  await write('known', known, aYear)
}

/** The browser stays known. */
export async function dropSession(): Promise<void> {
  await write('session', '', 0)
}

/** Whether the browser used https, to this server or to the proxy in front. */
export async function isHttps(): Promise<boolean> {
  const [protocol] = ((await headers()).get('x-forwarded-proto') ?? '').split(',')
  return protocol?.trim() === 'https'
}

async function read(name: Name): Promise<string | undefined> {
  return (await cookies()).get(await cookieName(name))?.value || undefined
}

async function write(name: Name, value: string, maxAge: number): Promise<void> {
  const jar = await cookies()
  const secure = await isHttps()
  jar.set(await cookieName(name), value, { httpOnly: true, sameSite: 'lax', path: '/', secure, maxAge })
}

// The prefix keeps other hosts of the domain from setting the cookie (RFC 6265bis, 4.1.3.2), and requires https.
async function cookieName(name: Name): Promise<string> {
  return (await isHttps()) ? `__Host-${name}` : name
}
