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

/** Whether an If-None-Match names a tag. Weak comparison; a proxy that compresses may have added `-gzip` to the tag. */
export function isKnown(header: string, etag: string): boolean {
  const opaque = (tag: string) =>
    tag
      .trim()
      .replace(/^W\//, '')
      .replace(/-(gzip|br|df)"$/, '"')
  return header.trim() === '*' || header.split(',').some((tag) => opaque(tag) === opaque(etag))
}
