import { database } from '#db/database.ts'
import { readSettings } from '#db/settings.ts'
import { listJson } from '#db/users-json.ts'
import { entityTag } from './entity-tag.ts'
import { answer, methodNotAllowed, options } from './http.ts'
import { linkHeader } from './link-header.ts'
import { mediaTypes, negotiate } from './media-type.ts'
import { parseQuery } from './query.ts'
import { streamUsers } from './stream.ts'

const usualLimit = 100

/** `GET /api/users`: users as a bare array, whose paging lives in the Link header, or all of them row by row. */
export function GET(request: Request): Promise<Response> {
  return answer(request, async ({ level }) => {
    const url = new URL(request.url)
    const { format: asked, bom, limit, ...query } = parseQuery(url.searchParams, level)
    const format = asked ?? negotiate(request.headers.get('accept'), ['json', 'jsonl', 'csv'])
    const db = database()
    const count = /(^|,)\s*count=exact\s*(,|$)/.test(request.headers.get('prefer') ?? '')
    const tagOf = (revision: number) => entityTag(level, revision, `${url.search} ${format} ${count}`)
    return {
      tag: async () => {
        const settings = await readSettings(db)
        return { etag: tagOf(settings.revision), settings }
      },
      load: async () => {
        if (format !== 'json') {
          const { settings, body } = await streamUsers(db, query, { format, limit, bom: bom === '1' })
          return {
            etag: tagOf(settings.revision),
            settings,
            body,
            headers: { 'Content-Type': mediaTypes[format] },
          }
        }
        const { body, total, revision, ...page } = await listJson(db, {
          ...query,
          limit: limit ?? usualLimit,
          count,
        })
        const headers = {
          'Content-Type': mediaTypes.json,
          Link: linkHeader(url, page),
          ...(count && { 'X-Total-Count': String(total), 'Preference-Applied': 'count=exact' }),
        }
        return { etag: tagOf(revision), settings: page, body: `[${body}]`, headers }
      },
    }
  })
}

export const OPTIONS = options
export const POST = methodNotAllowed
export const PUT = methodNotAllowed
export const PATCH = methodNotAllowed
export const DELETE = methodNotAllowed
