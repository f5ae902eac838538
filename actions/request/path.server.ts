import { headers } from 'next/headers'
import { localPath } from './local-path.schema.ts'
import { pathHeader } from './request.schema.ts'

export async function requestPath(): Promise<string> {
  return localPath((await headers()).get(pathHeader) ?? '') ?? '/users'
}

export const secondFactorPath = '/profile/second-factor'

/** Leads back to the page of the form. */
export async function confirmPath(): Promise<string> {
  return `/profile/confirm?${new URLSearchParams({ next: await requestPath() })}`
}

export async function signInPath(): Promise<string> {
  const asked = await requestPath()
  const next = /^\/(sign-in|setup|password)\b/.test(asked) ? '/users' : asked
  return `/sign-in?${new URLSearchParams({ next })}`
}
