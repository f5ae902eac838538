import { cookies, headers } from 'next/headers'
import type { Tokens } from '#db/accounts/sign-in.ts'
import { hostCookie } from './host.server.ts'

const longestSession = 30 * 24 * 60 * 60
const longestStep = 5 * 60
const longestAsked = 15 * 60
const aYear = 365 * 24 * 60 * 60

/**
 * `known` identifies the browser even when nobody is signed in; `pending` waits for the code of the second factor;
 * `challenge` waits for the passkey that signs it; `asked` is of the browser that asked for a mailed link.
 */
type Name = 'session' | 'known' | 'pending' | 'challenge' | 'asked'

export async function sessionToken(): Promise<string | undefined> {
  return read('session')
}

export async function knownToken(): Promise<string | undefined> {
  return read('known')
}

export async function pendingToken(): Promise<string | undefined> {
  return read('pending')
}

export async function keepPending(token: string): Promise<void> {
  await write('pending', token, longestStep)
}

export async function dropPending(): Promise<void> {
  await write('pending', '', 0)
}

export async function challengeOfPasskey(): Promise<string | undefined> {
  return read('challenge')
}

export async function keepChallenge(challenge: string): Promise<void> {
  await write('challenge', challenge, longestStep)
}

export async function askedToken(): Promise<string | undefined> {
  return read('asked')
}

export async function keepAsked(token: string): Promise<void> {
  await write('asked', token, longestAsked)
}

export async function keepTokens({ session, known }: Tokens): Promise<void> {
  await write('session', session, longestSession)
  await write('known', known, aYear)
}

/** The browser stays known. */
export async function dropSession(): Promise<void> {
  await write('session', '', 0)
}

/** Whether browsers use https, by PUBLIC_URL or by a trusted proxy in front (app/request/address.ts). */
export async function isHttps(): Promise<boolean> {
  return (await headers()).get('x-forwarded-proto') === 'https'
}

async function read(name: Name): Promise<string | undefined> {
  return (await cookies()).get(hostCookie(name, await isHttps()))?.value || undefined
}

async function write(name: Name, value: string, maxAge: number): Promise<void> {
  const jar = await cookies()
  const secure = await isHttps()
  jar.set(hostCookie(name, secure), value, { httpOnly: true, sameSite: 'lax', path: '/', secure, maxAge })
}
