import { headers } from 'next/headers'
import { localPath } from './local-path.schema.ts'
import { pathHeader } from './request.schema.ts'

export async function requestPath(): Promise<string> {
  return localPath((await headers()).get(pathHeader) ?? '') ?? '/users'
}

export async function signInPath(): Promise<string> {
  const asked = await requestPath()
  const next = /^\/(sign-in|setup|password)\b/.test(asked) ? '/users' : asked
  return `/sign-in?${new URLSearchParams({ next })}`
}
