import { randomUUID } from 'node:crypto'
import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import type { Outcome } from '#db/submissions.ts'
import { type Notice, noticeCookie, type Refusal } from './notice.schema.ts'

/**
 * The page to show after an action, and the notice on it.
 * @param revision - of the write, if the notice offers to undo it
 */
export function seeOther(location: string, notice: Notice, revision?: number): Outcome {
  return { location, notice: revision === undefined ? notice : `${notice}.r${revision}` }
}

export async function turnBack(location: string, refusal: Refusal): Promise<never> {
  return follow({ location, notice: refusal })
}

/** Redirects with 303 See Other. The cookie holds the notice until the next page removes it. */
export async function follow({ location, notice }: Outcome): Promise<never> {
  const jar = await cookies()
  const carried = notice.includes('.') ? notice : `${notice}.${randomUUID().slice(0, 8)}`
  jar.set(noticeCookie, carried, { path: '/', maxAge: 60, sameSite: 'lax' })
  redirect(location)
}
