import { createHash } from 'node:crypto'
import type { Level } from '#db/policy.ts'

/**
 * The weak entity tag of what a level sees at a revision or version. Weak, because proxies that compress drop strong ones.
 * @param query - what else the answer depends on
 */
export function entityTag(level: Level, state: number, query: string): string {
  const digest = createHash('sha256').update(query).digest('base64url').slice(0, 12)
  return `W/"${level}-${state}-${digest}"`
}
