import { headers } from 'next/headers'
import type { Place } from '#db/accounts/sign-in.ts'
import { addressHeader } from './request.schema.ts'
import { knownToken } from './session-cookies.server.ts'

export async function currentPlace(): Promise<Place> {
  const request = await headers()
  return {
    network: request.get(addressHeader) ?? '',
    browser: request.get('user-agent') ?? '',
    known: await knownToken(),
  }
}
