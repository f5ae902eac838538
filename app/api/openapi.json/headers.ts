import { allow, common, publicCaching } from '../http/headers.ts'

const text = (description: string, schema: object = {}) => ({
  description,
  required: true,
  schema: { type: 'string', ...schema },
})

const optional = (header: ReturnType<typeof text>) => ({ ...header, required: false })

const seconds = { type: 'integer', minimum: 1 }
const link = '<[^>]+>; rel="(first|prev|next)"'
const date = '[A-Z][a-z]{2}, \\d{2} [A-Z][a-z]{2} \\d{4} \\d{2}:\\d{2}:\\d{2} GMT'

/** Every header of the API that a consumer may rely on. */
export const headers = {
  'Access-Control-Allow-Headers': optional(text('The request headers that pages of other sites may send.')),
  'Access-Control-Allow-Methods': optional(text('The methods that pages of other sites may use.')),
  'Access-Control-Allow-Origin': optional(text('The sites whose pages may read the answer.')),
  'Access-Control-Expose-Headers': optional(text('The headers that pages of other sites may read.')),
  'Access-Control-Max-Age': optional(text('For how many seconds browsers remember this.', seconds)),
  Allow: text('The methods that this address knows.', { const: allow }),
  'Cache-Control': text('Caches that may keep the answer, and for how long.', {
    enum: [publicCaching, 'private, no-cache', 'no-store'],
  }),
  ETag: text('The version of the answer, to send back in If-None-Match.', {
    pattern: '^W/"[\\w-]+"$',
  }),
  'Last-Modified': text('When the person was last changed.', { pattern: `^${date}$` }),
  Link: optional(
    text('The first, previous and next page of a JSON list (RFC 8288), where there are such.', {
      pattern: `^${link}(, ${link})*$`,
    }),
  ),
  'Preference-Applied': optional(text('All people who match were counted.', { const: 'count=exact' })),
  'Retry-After': text('The number of seconds to wait before the next try.', seconds),
  Vary: text('The headers of the request on which the answer depends.', {
    pattern: `(^|, )${common.Vary.replace(', Origin', '(, Origin)?')}$`,
  }),
  'WWW-Authenticate': text('The kind of token to send.', { pattern: '^Bearer' }),
  'X-Total-Count': optional(
    text('The number of people who match, on all pages together. Only if Prefer asks for it.', {
      type: 'integer',
      minimum: 0,
    }),
  ),
}

export type HeaderName = keyof typeof headers

export function refer(...names: HeaderName[]) {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]))
}
