import { database } from '#db/database.ts'
import { parseId } from '#db/find-users.ts'
import { findPublicJson } from '#db/users-json.ts'
import { answer, methodNotAllowed, options, requirePublicView } from '../http.ts'
import { Problem } from '../problem.ts'

/** `GET /api/users/12`: one user of the public view. Missing, hidden, trashed and malformed ids answer alike. */
export function GET(request: Request, { params }: RouteContext<'/api/users/[id]'>): Promise<Response> {
  return answer(request, async () => {
    const id = parseId((await params).id) ?? missing()
    const etag = (version: number) => `W/"public-${version}"`
    const read = async () => {
      const { publicView, version, json, updatedAt } = await findPublicJson(database(), id, 'public')
      requirePublicView(publicView)
      return version !== null && json !== null && updatedAt ? { version, json, updatedAt } : missing()
    }
    return {
      tag: async () => etag((await read()).version),
      load: async () => {
        const { version, json, updatedAt } = await read()
        return { etag: etag(version), body: json, headers: { 'Last-Modified': updatedAt.toUTCString() } }
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
