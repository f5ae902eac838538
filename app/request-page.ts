import { headers } from 'next/headers'
import { methodHeader } from '#actions/request.schema.ts'

/** Whether the page is shown as the answer to a form that was posted without scripts. */
export async function isPosted(): Promise<boolean> {
  return (await headers()).get(methodHeader) === 'POST'
}
