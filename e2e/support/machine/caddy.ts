import { existsSync } from 'node:fs'
import { findOnPath } from './find-on-path.ts'

/** Where `install-caddy.ts` unpacks it. */
export const unpackedIn = 'node_modules/.cache/rollcall-caddy'

export function findCaddy(): string | undefined {
  const unpacked = `${unpackedIn}/usr/bin/caddy`
  return findOnPath(['caddy']) ?? (existsSync(unpacked) ? unpacked : undefined)
}
