import { database } from '#db/database.ts'
import { findPublic, parseId } from '#db/find-users.ts'
import { answer, methodNotAllowed, options } from '../http.ts'
import { Problem } from '../problem.ts'
import { toUserJson } from '../user-json.ts'

/** `GET /api/users/12`: one user of the public view. Missing, hidden, trashed and malformed ids answer alike. */
export function GET(request: Request, { params }: RouteContext<'/api/users/[id]'>): Promise<Response> {
  return answer(request, async () => {
    const id = parseId((await params).id)
    const user = id && (await findPublic(database(), id))
    if (!user) throw new Problem(404, 'There is no such user.')
    return {
      etag: `W/"${user.version}-public"`,
      load: async () => ({
        body: toUserJson(user, 'public'),
        headers: { 'Last-Modified': user.updatedAt.toUTCString() },
      }),
    }
  })
}

export const OPTIONS = options
export const POST = methodNotAllowed
export const PUT = methodNotAllowed
export const PATCH = methodNotAllowed
export const DELETE = methodNotAllowed
