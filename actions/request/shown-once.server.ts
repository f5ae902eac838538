import { cookies } from 'next/headers'
import { hostCookie } from './host.server.ts'
import { isHttps } from './session-cookies.server.ts'
import { currentViewer } from './viewer.server.ts'

/** Short, so that pages opened later do not show it. */
const aMinute = 60

/** Lets the page at `path` show the present viewer, in this browser, a secret that is stored nowhere else. */
export async function showOnce(path: string, value: string, seconds = aMinute): Promise<void> {
  const [jar, secure] = [await cookies(), await isHttps()]
  // The prefix of the name needs the path /.
  const kept = { path: secure ? '/' : path, maxAge: seconds }
  jar.set(nameOf(path, secure), `${await sessionNumber()}.${value}`, {
    ...kept,
    httpOnly: true,
    sameSite: 'lax',
    secure,
  })
}

export async function shownOnce(path: string): Promise<string | undefined> {
  const kept = (await cookies()).get(nameOf(path, await isHttps()))?.value ?? ''
  const begin = `${await sessionNumber()}.`
  // Somebody else may have signed in since.
  return kept.startsWith(begin) ? kept.slice(begin.length) || undefined : undefined
}

async function sessionNumber(): Promise<number> {
  return (await currentViewer())?.session ?? 0
}

/** Differs for each page, such as `shown-accounts-12`. */
function nameOf(path: string, isHttps: boolean): string {
  return hostCookie(`shown${path.replaceAll('/', '-')}`, isHttps)
}
