import { database } from '#db/database.ts'
import { readSettings } from '#db/settings.ts'
import { listJson } from '#db/users-json.ts'
import { answer, methodNotAllowed, options, requirePublicView } from './http.ts'
import { linkHeader } from './link-header.ts'
import { parseQuery } from './query.ts'

/** `GET /api/users`: the users of the public view as a bare array. Paging lives in the Link header. */
export function GET(request: Request): Promise<Response> {
  return answer(request, async () => {
    const { limit, cursor: from } = parseQuery(new URL(request.url).searchParams)
    const db = database()
    const etag = (state: number) =>
      `W/"${['public', state, limit, from?.towards, from?.id].filter((part) => part !== undefined).join('-')}"`
    return {
      tag: async () => {
        const { publicView, revision } = await readSettings(db)
        requirePublicView(publicView)
        return etag(revision)
      },
      load: async () => {
        const page = await listJson(db, { level: 'public', scope: 'public', order: 'id', from, limit })
        requirePublicView(page.publicView)
        return {
          etag: etag(page.revision),
          body: page.body,
          headers: { Link: linkHeader('/api/users', limit, page) },
        }
      },
    }
  })
}

export const OPTIONS = options
export const POST = methodNotAllowed
export const PUT = methodNotAllowed
export const PATCH = methodNotAllowed
export const DELETE = methodNotAllowed
