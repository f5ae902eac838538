import { randomUUID } from 'node:crypto'
import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import type { Outcome } from '#db/submissions.ts'
import { type Notice, noticeCookie, type Refusal } from './notice.schema.ts'

/**
 * The outcome of an action that worked: a page to show, and the notice on it.
 * @param revision - of the write, where the notice is to offer to undo it
 */
export function seeOther(location: string, notice: Notice, revision?: number): Outcome {
  return { location, notice: revision === undefined ? notice : `${notice}.r${revision}` }
}

/** Leaves for a page that says that nothing was done, and why. */
export async function turnBack(location: string, refusal: Refusal): Promise<never> {
  return follow({ location, notice: refusal })
}

/** Leaves for the outcome's page: 303 See Other, with the notice in a cookie that the next page takes away. */
export async function follow({ location, notice }: Outcome): Promise<never> {
  const jar = await cookies()
  const carried = notice.includes('.') ? notice : `${notice}.${randomUUID().slice(0, 8)}`
  jar.set(noticeCookie, carried, { path: '/', maxAge: 60, sameSite: 'lax' })
  redirect(location)
}
