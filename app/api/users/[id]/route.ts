import { database } from '#db/database.ts'
import { parseId } from '#db/ids.ts'
import { scopeOf } from '#db/users/find.ts'
import { findJson } from '#db/users/json.ts'
import { callerOf } from '../../http/caller.ts'
import { entityTag } from '../../http/entity-tag.ts'
import {
  methodNotAllowed,
  notModified,
  options,
  orProblem,
  requirePublicView,
  send,
} from '../../http/http.ts'
import { mediaTypes, negotiate } from '../../http/media-type.ts'
import { Problem } from '../../http/problem.ts'
import { countRequest } from '../../http/rate-limit.ts'
import { parseFields } from '../query.ts'

type Context = RouteContext<'/api/users/[id]'>

/** `GET /api/users/12`. Missing, hidden, trashed and malformed ids get the same answer. */
export function GET(request: Request, context: Context): Promise<Response> {
  return orProblem(request, answer(request, context))
}

async function answer(request: Request, { params }: Context): Promise<Response> {
  const caller = await callerOf(request)
  const { level } = caller
  await countRequest(caller.key)
  negotiate(request.headers.get('accept'), ['json'])
  const { search, searchParams } = new URL(request.url)
  const query = { level, scope: scopeOf(level), fields: parseFields(searchParams, level) }
  // No user has the id 0.
  const id = parseId((await params).id) ?? 0

  const { version, updatedAt, namedTeams, json, ...settings } = await findJson(database(), id, query)
  // Before the 404, so that a closed directory does not reveal who is in it.
  requirePublicView(caller, settings)
  if (version === null || json === null || !updatedAt) throw new Problem(404, 'There is no such person.')
  // A team can be renamed without a new version of its people.
  const etag = entityTag(level, version, `${search} ${JSON.stringify(namedTeams)}`)
  const unchanged = await notModified(request, caller, { settings, etag })
  if (unchanged) return unchanged

  const headers = { 'Content-Type': mediaTypes.json, 'Last-Modified': updatedAt.toUTCString() }
  return send(request, caller, { settings, etag, body: json, headers })
}

export const OPTIONS = options
export const POST = methodNotAllowed
export const PUT = methodNotAllowed
export const PATCH = methodNotAllowed
export const DELETE = methodNotAllowed
