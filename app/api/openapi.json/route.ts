import { callerOf, networkKey } from '../http/caller.ts'
import { entityTag } from '../http/entity-tag.ts'
import { preflight } from '../http/headers.ts'
import { methodNotAllowed, notModified, orProblem, send } from '../http/http.ts'
import { mediaTypes } from '../http/media-type.ts'
import { countRequest } from '../http/rate-limit.ts'
import { document } from './document.ts'

const body = JSON.stringify(document)

// It contains nothing about people, so pages of every site may read it, and it needs no database.
const found = { etag: entityTag('public', 0, body), settings: { publicView: true, corsOrigins: '*' } }

export function GET(request: Request): Promise<Response> {
  return orProblem(request, answer(request))
}

async function answer(request: Request): Promise<Response> {
  const caller = await callerOf(request)
  await countRequest(caller.key)
  const unchanged = await notModified(request, caller, found)
  return unchanged ?? send(request, caller, { ...found, body, headers: { 'Content-Type': mediaTypes.json } })
}

export function OPTIONS(request: Request): Promise<Response> {
  return orProblem(request, allowed(request))
}

async function allowed(request: Request): Promise<Response> {
  await countRequest(networkKey(request))
  return new Response(null, { status: 204, headers: preflight(request, '*') })
}

export const POST = methodNotAllowed
export const PUT = methodNotAllowed
export const PATCH = methodNotAllowed
export const DELETE = methodNotAllowed
