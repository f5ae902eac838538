import { headers } from 'next/headers'
import { methodHeader } from '#actions/request.schema.ts'

/**
 * What a page that is a form is about. Without scripts a refused form is its page again: then undefined stands for what went
 * meanwhile or cannot be read, and what was typed still shows.
 */
export async function forForm<Found>(look: () => Promise<Found>): Promise<Found | undefined> {
  return (await isPosted()) ? look().catch(() => undefined) : look()
}

/** Whether the page is shown as the answer to a form that was posted without scripts. */
export async function isPosted(): Promise<boolean> {
  return (await headers()).get(methodHeader) === 'POST'
}
