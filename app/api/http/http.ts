import { database } from '#db/database.ts'
import { readSettings, type Settings } from '#db/settings/settings.ts'
import { type Caller, callerOf } from './caller.ts'
import { inTime } from './deadline.ts'
import { headersOf, preflight } from './headers.ts'
import { Problem, sendProblem } from './problem.ts'
import { countRequest, forgiveRequest } from './rate-limit.ts'

type Resource = {
  /** The entity tag alone, in one small query: asked for only when the caller names one. */
  tag: () => Promise<Found>
  /** The entity tag and what it stands for. */
  load: () => Promise<Found & { body: BodyInit; headers: Record<string, string> }>
}
type Found = { etag: string; settings: Pick<Settings, 'publicView' | 'corsOrigins'> }

/**
 * Answers a GET: 304 when the caller holds this very state (RFC 9110, 13.1.2), otherwise what they asked for; and
 * problem details for whatever `find` throws.
 */
export async function answer(
  request: Request,
  find: (caller: Caller) => Promise<Resource>,
): Promise<Response> {
  try {
    return await inTime(respond(request, find))
  } catch (error) {
    return sendProblem(request, error)
  }
}

async function respond(request: Request, find: (caller: Caller) => Promise<Resource>): Promise<Response> {
  const caller = await callerOf(request)
  await countRequest(caller.key)
  const { tag, load } = await find(caller)
  const held = request.headers.get('if-none-match')
  if (held) {
    const { etag, settings } = await tag()
    requirePublicView(settings, caller)
    if (isKnown(held, etag)) {
      await forgiveRequest(caller.key)
      const headers = { ...headersOf(request, caller.level, settings.corsOrigins), ETag: etag }
      return new Response(null, { status: 304, headers })
    }
  }
  const { etag, settings, body, headers } = await load()
  requirePublicView(settings, caller)
  return new Response(body, {
    headers: { ...headersOf(request, caller.level, settings.corsOrigins), ETag: etag, ...headers },
  })
}

/** The answer to every method that would change something. */
export function methodNotAllowed(request: Request): Response {
  return sendProblem(request, new Problem(405, 'This API is read-only: changes are made through the forms.'))
}

/** The answer to OPTIONS, and so to a browser's preflight. */
export async function options(request: Request): Promise<Response> {
  try {
    const { corsOrigins } = await inTime(readSettings(database()))
    return new Response(null, { status: 204, headers: preflight(request, corsOrigins) })
  } catch (error) {
    return sendProblem(request, error)
  }
}

/** @throws Problem 401 where people who show no token may read nothing */
function requirePublicView({ publicView }: Found['settings'], { level }: Caller): void {
  if (level === 'public' && !publicView) throw new Problem(401, 'This directory is not public. Show a token.')
}

/** Weak comparison; a proxy that compresses may have added `-gzip` to the tag. */
function isKnown(header: string, etag: string): boolean {
  const opaque = (tag: string) =>
    tag
      .trim()
      .replace(/^W\//, '')
      .replace(/-(gzip|br|df)"$/, '"')
  return header.trim() === '*' || header.split(',').some((tag) => opaque(tag) === opaque(etag))
}
