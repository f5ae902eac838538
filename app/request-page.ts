import { headers } from 'next/headers'
import { methodHeader, pathHeader } from '#actions/request.schema.ts'

/** Whether the page is shown as the answer to a form that was posted without scripts. */
export async function isPosted(): Promise<boolean> {
  return (await headers()).get(methodHeader) === 'POST'
}

/** The sign-in page that leads back to the page that was asked for. */
export async function signInPath(): Promise<string> {
  const asked = (await headers()).get(pathHeader) ?? '/users'
  const next = /^\/(sign-in|setup|password)\b/.test(asked) ? '/users' : asked
  return `/sign-in?${new URLSearchParams({ next })}`
}
