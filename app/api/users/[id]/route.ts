import { database } from '#db/database.ts'
import { parseId, usersIn } from '#db/find-users.ts'
import { findPublicJson } from '#db/users-json.ts'
import { answer, methodNotAllowed, options } from '../http.ts'
import { Problem } from '../problem.ts'

/** `GET /api/users/12`: one user of the public view. Missing, hidden, trashed and malformed ids answer alike. */
export function GET(request: Request, { params }: RouteContext<'/api/users/[id]'>): Promise<Response> {
  return answer(request, async () => {
    const id = parseId((await params).id) ?? missing()
    const db = database()
    const etag = (version: number) => `W/"public-${version}"`
    return {
      tag: async () => {
        const user = await usersIn(db, 'public').select('version').where('id', '=', id).executeTakeFirst()
        return etag((user ?? missing()).version)
      },
      load: async () => {
        const user = (await findPublicJson(db, id, 'public')) ?? missing()
        return {
          etag: etag(user.version),
          body: user.json,
          headers: { 'Last-Modified': user.updatedAt.toUTCString() },
        }
      },
    }
  })
}

function missing(): never {
  throw new Problem(404, 'There is no such user.')
}

export const OPTIONS = options
export const POST = methodNotAllowed
export const PUT = methodNotAllowed
export const PATCH = methodNotAllowed
export const DELETE = methodNotAllowed
