import { entityTag } from '../users/entity-tag.ts'
import { preflight } from '../users/headers.ts'
import { answer, methodNotAllowed } from '../users/http.ts'
import { mediaTypes } from '../users/media-type.ts'
import { document } from './document.ts'

const body = JSON.stringify(document)

// It says nothing about anybody, so everybody may read it, from whatever page, and it needs no database.
const found = { etag: entityTag('public', 0, body), settings: { publicView: true, corsOrigins: '*' } }

/** `GET /api/openapi.json`: what the API answers, for programs. */
export function GET(request: Request): Promise<Response> {
  return answer(request, async () => ({
    tag: async () => found,
    load: async () => ({ ...found, body, headers: { 'Content-Type': mediaTypes.json } }),
  }))
}

export function OPTIONS(request: Request): Response {
  return new Response(null, { status: 204, headers: preflight(request, '*') })
}

export const POST = methodNotAllowed
export const PUT = methodNotAllowed
export const PATCH = methodNotAllowed
export const DELETE = methodNotAllowed
