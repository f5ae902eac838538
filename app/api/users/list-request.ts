import type { Level } from '#db/policy.ts'
import type { ListQuery } from '#db/users/json.ts'
import { type Format, negotiate } from '../http/media-type.ts'
import { parseQuery } from './query.ts'

export type ListRequest = {
  url: URL
  query: Omit<ListQuery, 'limit' | 'count'>
  limit: number | undefined
  format: Format
  /** A CSV starts with a byte-order mark. */
  bom: boolean
  /** Everyone who matches is counted (RFC 7240: "Prefer: count=exact"). */
  count: boolean
  /** Differs whenever the answer would, at the same state of the directory. */
  key: string
}

/**
 * @param level - of the caller
 * @throws Problem 400, 403, 406
 */
export function readListRequest({ url: address, headers }: Request, level: Level): ListRequest {
  const url = new URL(address)
  const { format: asked, bom, limit, ...query } = parseQuery(url.searchParams, level)
  const format = asked ?? negotiate(headers.get('accept'), ['json', 'jsonl', 'csv'])
  const count = /(^|,)\s*count=exact\s*(,|$)/.test(headers.get('prefer') ?? '')
  return { url, query, limit, format, bom: bom === '1', count, key: `${url.search} ${format} ${count}` }
}
