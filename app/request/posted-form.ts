import { headers } from 'next/headers'
import { foundUnavailable, markUnavailable } from '#actions/form/unavailable.server.ts'
import { methodHeader } from '#actions/request/request.schema.ts'
import { isUnavailable } from '#db/errors.ts'

/**
 * Loads the record of a page that is a form. Without scripts, the page also answers its own refused form: then this is
 * undefined if the record is gone or cannot be read, and the page still shows what was typed. An unavailable database
 * is not queried a second time.
 */
export async function forForm<Found>(look: () => Promise<Found>): Promise<Found | undefined> {
  if (!(await isPosted())) return look()
  if (foundUnavailable()) return undefined
  return look().catch((error) => {
    if (isUnavailable(error)) markUnavailable()
    return undefined
  })
}

/** Whether the page answers a form that was posted without scripts. */
export async function isPosted(): Promise<boolean> {
  return (await headers()).get(methodHeader) === 'POST'
}
