import { headers } from 'next/headers'
import type { Viewer } from '#db/policy.ts'

const loopback = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/

/**
 * Who is behind the present request; undefined when nobody is signed in.
 * The server listens on the loopback address alone, so whoever reaches it keeps the directory. The name has to be one of
 * that address, too: a web page whose own name has been pointed here is a stranger.
 */
export async function currentViewer(): Promise<Viewer | undefined> {
  const host = (await headers()).get('host') ?? ''
  return loopback.test(host) ? { name: 'local keeper', role: 'admin' } : undefined
}
