import { headers } from 'next/headers'
import { localPath } from './local-path.schema.ts'
import { pathHeader } from './request.schema.ts'

/** The path and query of the page that was asked for. */
export async function requestPath(): Promise<string> {
  return localPath((await headers()).get(pathHeader) ?? '') ?? '/users'
}

/** The sign-in page that leads back to the page that was asked for. */
export async function signInPath(): Promise<string> {
  const asked = await requestPath()
  const next = /^\/(sign-in|setup|password)\b/.test(asked) ? '/users' : asked
  return `/sign-in?${new URLSearchParams({ next })}`
}
