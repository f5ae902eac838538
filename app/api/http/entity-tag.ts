import { createHash } from 'node:crypto'
import type { Level } from '#db/policy.ts'

/**
 * The tag of the answer for a level at a revision or version. Weak, because proxies that compress drop strong tags.
 * @param query - everything else that the answer depends on
 */
export function entityTag(level: Level, state: number, query: string): string {
  const digest = createHash('sha256').update(query).digest('base64url').slice(0, 12)
  return `W/"${level}-${state}-${digest}"`
}
