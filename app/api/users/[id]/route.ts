import { database } from '#db/database.ts'
import { parseId } from '#db/ids.ts'
import { scopeOf } from '#db/users/find.ts'
import { findJson } from '#db/users/json.ts'
import { entityTag } from '../../http/entity-tag.ts'
import { answer, methodNotAllowed, options } from '../../http/http.ts'
import { mediaTypes, negotiate } from '../../http/media-type.ts'
import { Problem } from '../../http/problem.ts'
import { parseFields } from '../query.ts'

/** `GET /api/users/12`: one user. Missing, hidden, trashed and malformed ids answer alike. */
export function GET(request: Request, { params }: RouteContext<'/api/users/[id]'>): Promise<Response> {
  return answer(request, async ({ level }) => {
    negotiate(request.headers.get('accept'), ['json'])
    const { search, searchParams } = new URL(request.url)
    const query = {
      level,
      scope: scopeOf(level),
      fields: parseFields(searchParams, level),
    }
    // No user has the id 0.
    const id = parseId((await params).id) ?? 0
    const load = async () => {
      const { version, updatedAt, namedTeams, json, ...settings } = await findJson(database(), id, query)
      const open = level !== 'public' || settings.publicView
      if (open && (version === null || json === null || !updatedAt))
        throw new Problem(404, 'There is no such person.')
      const headers = {
        'Content-Type': mediaTypes.json,
        'Last-Modified': (updatedAt ?? new Date(0)).toUTCString(),
      }
      // A team can be renamed without a new version of its people.
      const etag = entityTag(level, version ?? 0, `${search} ${JSON.stringify(namedTeams)}`)
      return { etag, settings, body: json ?? '', headers }
    }
    return { tag: load, load }
  })
}

export const OPTIONS = options
export const POST = methodNotAllowed
export const PUT = methodNotAllowed
export const PATCH = methodNotAllowed
export const DELETE = methodNotAllowed
