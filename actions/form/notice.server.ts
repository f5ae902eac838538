import { randomUUID } from 'node:crypto'
import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import type { Outcome } from '#db/submissions.ts'
import { isHttps } from '../request/session-cookies.server.ts'
import { type Notice, type NumberedNotice, noticeCookie, type Refusal } from './notice.schema.ts'

/**
 * The page to show after an action, and the notice on it.
 * @param revision - of the write, if the notice offers to undo it
 */
export function seeOther(location: string, notice: Notice | NumberedNotice, revision?: number): Outcome {
  return { location, notice: revision === undefined ? notice : `${notice}.r${revision}` }
}

/** A notice with numbers that no later page can count. */
export function numbered(notice: Notice, first: number, second: number): NumberedNotice {
  return `${notice}.n${first}-${second}-${randomUUID().slice(0, 8)}`
}

export async function turnBack(location: string, refusal: Refusal): Promise<never> {
  return follow({ location, notice: refusal })
}

/** Redirects with 303 See Other. The cookie holds the notice, unless it is '', until the next page removes it. */
export async function follow({ location, notice }: Outcome): Promise<never> {
  if (notice) await keepNotice(notice)
  redirect(location)
}

async function keepNotice(notice: string): Promise<void> {
  const carried = notice.includes('.') ? notice : `${notice}.${randomUUID().slice(0, 8)}`
  const [jar, secure] = [await cookies(), await isHttps()]
  jar.set(noticeCookie, carried, { path: '/', maxAge: 60, sameSite: 'lax', secure })
}
