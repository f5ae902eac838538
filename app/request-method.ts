import { headers } from 'next/headers'

/** The request header in which proxy.ts says how the page was asked for. */
export const methodHeader = 'x-rollcall-method'

/** Whether the page is shown as the answer to a form that was posted without scripts. */
export async function isPosted(): Promise<boolean> {
  return (await headers()).get(methodHeader) === 'POST'
}
