import { cookies } from 'next/headers'
import { isHttps } from './session-cookies.server.ts'

type Name = 'password-link' | 'token'

/** Lets the next page of this browser at `path` show a secret that is stored nowhere else. */
export async function showOnce(name: Name, value: string, path: string): Promise<void> {
  const jar = await cookies()
  // Short, so that pages opened later do not show it.
  jar.set(name, value, { httpOnly: true, sameSite: 'lax', path, secure: await isHttps(), maxAge: 60 })
}

/** Only pages at the path of the cookie get it. */
export async function shownOnce(name: Name): Promise<string | undefined> {
  return (await cookies()).get(name)?.value || undefined
}
