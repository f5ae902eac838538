import { database } from '#db/database.ts'
import { revision } from '#db/events.ts'
import { list } from '#db/find-users.ts'
import { answer, methodNotAllowed, options } from './http.ts'
import { linkHeader } from './link-header.ts'
import { parseQuery } from './query.ts'
import { toUserJson } from './user-json.ts'

/** `GET /api/users`: the users of the public view as a bare array. Paging lives in the Link header. */
export function GET(request: Request): Promise<Response> {
  return answer(request, async () => {
    const { limit, cursor: from } = parseQuery(new URL(request.url).searchParams)
    const db = database()
    // Asked before the rows: a write in between leaves the tag too old, which costs a second look and hides nothing.
    const state = await revision(db)
    return {
      etag: `W/"${[state, 'public', limit, from?.towards, from?.id].filter((part) => part !== undefined).join('-')}"`,
      load: async () => {
        const page = await list(db, { scope: 'public', order: 'id', from, limit })
        return {
          body: page.rows.map((user) => toUserJson(user, 'public')),
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
