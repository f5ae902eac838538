import { database } from '#db/database.ts'
import { visibleFields } from '#db/policy.ts'
import { readSettings } from '#db/settings.ts'
import { type ListQuery, listJson } from '#db/users-json.ts'
import { csvWriter } from './csv.ts'
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
          const write = format === 'csv' ? csvWriter(columnsOf(query, bom === '1')) : oneOnEachLine
          const { settings, body } = await streamUsers(db, query, { limit, write })
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

function columnsOf({ level, fields }: Pick<ListQuery, 'level' | 'fields'>, bom: boolean) {
  const asked = visibleFields(level).filter((field) => !fields || fields.includes(field))
  return { columns: asked.map((key) => ({ key, header: key })), bom }
}

function oneOnEachLine(lines: string): string {
  return lines && `${lines}\n`
}
