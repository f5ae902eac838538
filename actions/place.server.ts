import { isIP } from 'node:net'
import { headers } from 'next/headers'
import type { Place } from '#db/sign-in.ts'
import { addressHeader } from './request.schema.ts'
import { knownToken } from './session-cookies.server.ts'

/** Where the present request comes from. */
export async function currentPlace(): Promise<Place> {
  const request = await headers()
  return {
    network: clientAddress(request.get(addressHeader) ?? '', request.get('x-forwarded-for') ?? ''),
    browser: request.get('user-agent') ?? '',
    known: await knownToken(),
  }
}

/**
 * The address of the client. Only a proxy on this machine is believed when it says whom it passes on, and only the last
 * address, which it added itself: those before it anybody can make up.
 */
export function clientAddress(connected: string, forwarded: string): string {
  const last = forwarded.split(',').at(-1)?.trim() ?? ''
  return isLoopback(connected) && isIP(last) ? last : connected
}

function isLoopback(address: string): boolean {
  return /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/.test(address)
}
