import { cookies } from 'next/headers'
import * as z from 'zod/mini'
import { hostCookie } from './host.server.ts'
import { localPath } from './local-path.schema.ts'
import { isHttps } from './session-cookies.server.ts'

const begun = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  next: z.string(),
  /** Somebody who is signed in confirms that it is them. */
  again: z.boolean(),
})

/** A sign-in at the provider that this browser began: what the callback compares with the answer. */
export type Begun = z.infer<typeof begun>

const tenMinutes = 10 * 60

export async function keepBegun(value: Begun): Promise<void> {
  await write(JSON.stringify(value), tenMinutes)
}

/** Only once, so that a callback cannot be repeated. Undefined when this browser began none within ten minutes. */
export async function takeBegun(): Promise<Begun | undefined> {
  const jar = await cookies()
  const value = jar.get(hostCookie('provider', await isHttps()))?.value
  if (value) await write('', 0)
  try {
    const { next, ...rest } = begun.parse(JSON.parse(value ?? ''))
    // Over plain http another host of this domain could have set the cookie.
    return { ...rest, next: localPath(next) ?? '/users' }
  } catch {
    return undefined
  }
}

/** Sent along when the provider leads back, which is a link from another site. */
async function write(value: string, maxAge: number): Promise<void> {
  const secure = await isHttps()
  const jar = await cookies()
  jar.set(hostCookie('provider', secure), value, {
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    secure,
    maxAge,
  })
}
