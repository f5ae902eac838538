import type { Level } from '#db/policy.ts'
import type { ListQuery } from '#db/users/json.ts'
import { type Format, formats, negotiate } from '../http/media-type.ts'
import { type Fields, type Parameter, parseQuery, withId, withIdAndName } from './query.ts'

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

/** The formats that have an address of their own. */
export type FileFormat = Exclude<Format, 'json'>

/** The parameters that the address of a format does not have. */
export const leftOut: Record<FileFormat, readonly Parameter[]> = {
  jsonl: ['format', 'bom'],
  csv: ['format'],
  vcard: ['format', 'bom'],
}

/** The columns of a CSV are those that were asked for. No vCard is without a name (RFC 6350, 6.2.1). */
const neededFields: Record<Format, (asked: Fields) => Fields> = {
  json: withId,
  jsonl: withId,
  csv: (asked) => asked,
  vcard: withIdAndName,
}

/**
 * @param level - of the caller
 * @param file - the format of an address that has only one
 * @throws Problem 400, 403, 406
 */
export function readListRequest(
  { url: address, headers }: Request,
  level: Level,
  file?: FileFormat,
): ListRequest {
  const url = new URL(address)
  const { searchParams, search } = url
  const { format: asked, bom, limit, ...query } = parseQuery(searchParams, level, file && leftOut[file])
  const format = file ?? asked ?? negotiate(headers.get('accept'), formats)
  const count = /(^|,)\s*count=exact\s*(,|$)/.test(headers.get('prefer') ?? '')
  const fields = neededFields[format](query.fields)
  const key = `${search} ${format} ${count}`
  return { url, query: { ...query, fields }, limit, format, bom: bom === '1', count, key }
}
