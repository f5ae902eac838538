import { cookies } from 'next/headers'
import { isHttps } from './session-cookies.server.ts'

/** What is shown once, after it was made. Its cookie has this name. */
type Name = 'password-link' | 'token'

/** Lets the next page of this browser at `path` show what is kept nowhere else. */
export async function showOnce(name: Name, value: string, path: string): Promise<void> {
  const jar = await cookies()
  // Short, so that it is on no page that somebody opens later.
  jar.set(name, value, { httpOnly: true, sameSite: 'lax', path, secure: await isHttps(), maxAge: 60 })
}

/** What was made a moment ago. Only the pages at its path are told. */
export async function shownOnce(name: Name): Promise<string | undefined> {
  return (await cookies()).get(name)?.value || undefined
}
