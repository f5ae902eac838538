import { database } from '#db/database.ts'
import { readSettings } from '#db/settings/settings.ts'
import { entityTag } from '../http/entity-tag.ts'
import { answer, methodNotAllowed, options } from '../http/http.ts'
import { readListRequest } from './list-request.ts'
import { loadAll, loadPage } from './load-list.ts'

/** `GET /api/users`: users as a bare array, whose paging lives in the Link header, or all of them row by row. */
export function GET(request: Request): Promise<Response> {
  return answer(request, async ({ level }) => {
    const asked = readListRequest(request, level)
    const withTag = <Found extends { settings: { revision: number } }>(found: Found) => ({
      ...found,
      etag: entityTag(level, found.settings.revision, asked.key),
    })
    return {
      tag: async () => withTag({ settings: await readSettings(database()) }),
      load: async () => withTag(await (asked.format === 'json' ? loadPage(asked) : loadAll(asked))),
    }
  })
}

export const OPTIONS = options
export const POST = methodNotAllowed
export const PUT = methodNotAllowed
export const PATCH = methodNotAllowed
export const DELETE = methodNotAllowed
