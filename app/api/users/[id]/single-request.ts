import { siteOrigin } from '#actions/request/site-origin.server.ts'
import type { Level } from '#db/policy.ts'
import { negotiate } from '../../http/media-type.ts'
import { type Fields, parseSingleQuery, withId, withIdAndName } from '../query.ts'
import { vcardWriter } from '../vcards.ts'

export type SingleRequest = {
  /** As it was asked for: it may be no id. */
  id: string
  fields: Fields
  format: 'json' | 'vcard'
  /** Differs whenever the answer would, at the same version of the person. */
  key: string
  write: (json: string, organisation: string) => string
}

const ending = '.vcf'

/**
 * @param name - the last part of the address
 * @throws Problem 400, 406
 */
export async function readSingleRequest(
  { url, headers }: Request,
  name: string,
  level: Level,
): Promise<SingleRequest> {
  const { search, searchParams } = new URL(url)
  const isCard = name.endsWith(ending)
  const { fields, format: asked } = parseSingleQuery(searchParams, level, isCard ? ['format'] : [])
  const format = isCard ? 'vcard' : (asked ?? negotiate(headers.get('accept'), ['json', 'vcard']))
  const id = isCard ? name.slice(0, -ending.length) : name
  if (format === 'json') return { id, fields: withId(fields), format, key: search, write: (json) => json }
  const origin = await siteOrigin()
  return {
    id,
    fields: withIdAndName(fields),
    format,
    key: `${search} ${format}`,
    write: (json, organisation) => vcardWriter({ origin, organisation })([json]),
  }
}
