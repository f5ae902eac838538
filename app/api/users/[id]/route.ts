import { parseId } from '#db/ids.ts'
import { readFresh } from '#db/standby.ts'
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
import { mediaTypes } from '../../http/media-type.ts'
import { Problem } from '../../http/problem.ts'
import { countRequest } from '../../http/rate-limit.ts'
import { readSingleRequest } from './single-request.ts'

type Context = RouteContext<'/api/users/[id]'>

/** `GET /api/users/12`, or `12.vcf`. Missing, hidden, trashed and malformed ids get the same answer. */
export function GET(request: Request, context: Context): Promise<Response> {
  return orProblem(request, answer(request, context))
}

async function answer(request: Request, { params }: Context): Promise<Response> {
  const caller = await callerOf(request)
  const { level } = caller
  await countRequest(caller.key)
  const { id, fields, format, key, write } = await readSingleRequest(request, (await params).id, level)

  const found = await readFresh((db) =>
    findJson(db, parseId(id) ?? nobody, { level, scope: scopeOf(level), fields }),
  )
  const { version, updatedAt, namedTeams, json, organisation, ...settings } = found
  // Before the 404, so that a closed directory does not reveal who is in it.
  requirePublicView(caller, settings)
  if (version === null || json === null || !updatedAt) throw new Problem(404, 'There is no such person.')
  // Teams and the organisation can be renamed without a new version of their people.
  const etag = entityTag(level, version, JSON.stringify([key, namedTeams, organisation]))
  const unchanged = await notModified(request, caller, { settings, etag })
  if (unchanged) return unchanged

  const headers = { 'Content-Type': mediaTypes[format], 'Last-Modified': updatedAt.toUTCString() }
  return send(request, caller, { settings, etag, body: write(json, organisation), headers })
}

// No user has the id 0.
const nobody = 0

export const OPTIONS = options
export const POST = methodNotAllowed
export const PUT = methodNotAllowed
export const PATCH = methodNotAllowed
export const DELETE = methodNotAllowed
