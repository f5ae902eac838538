import { headers } from 'next/headers'
import { foundUnavailable, markUnavailable } from '#actions/form/unavailable.server.ts'
import { methodHeader } from '#actions/request/request.schema.ts'
import { isUnavailable } from '#db/errors.ts'

/**
 * What a page that is a form is about. Without scripts a refused form is its page again: then it is undefined for what went
 * or cannot be read, and what was typed still shows. A database that is away is not asked a second time.
 */
export async function forForm<Found>(look: () => Promise<Found>): Promise<Found | undefined> {
  if (!(await isPosted())) return look()
  if (foundUnavailable()) return undefined
  return look().catch((error) => {
    if (isUnavailable(error)) markUnavailable()
    return undefined
  })
}

/** Whether the page is shown as the answer to a form that was posted without scripts. */
export async function isPosted(): Promise<boolean> {
  return (await headers()).get(methodHeader) === 'POST'
}
