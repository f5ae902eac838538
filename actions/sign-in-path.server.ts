import { headers } from 'next/headers'
import { pathHeader } from './request.schema.ts'

/** The sign-in page that leads back to the page that was asked for. */
export async function signInPath(): Promise<string> {
  const asked = (await headers()).get(pathHeader) ?? '/users'
  const next = /^\/(sign-in|setup|password)\b/.test(asked) ? '/users' : asked
  return `/sign-in?${new URLSearchParams({ next })}`
}
