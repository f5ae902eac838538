import { database } from '#db/database.ts'
import { readSettings, type Settings } from '#db/settings/settings.ts'
import { type Caller, networkKey } from './caller.ts'
import { inTime } from './deadline.ts'
import { isKnown } from './entity-tag.ts'
import { headersOf, preflight } from './headers.ts'
import { Problem, sendProblem } from './problem.ts'
import { countRequest, forgiveRequest } from './rate-limit.ts'

/** The settings are those of the moment when the tag was read. */
type Found = { etag: string; settings: Pick<Settings, 'publicView' | 'corsOrigins'> }

/** Turns errors and timeouts into problem details. */
export async function orProblem(request: Request, work: Promise<Response>): Promise<Response> {
  try {
    return await inTime(work)
  } catch (error) {
    return sendProblem(request, error)
  }
}

/** Whether the caller sent a tag, so that reading the current tag may be enough. */
export function namesTag({ headers }: Request): boolean {
  return Boolean(headers.get('if-none-match'))
}

/**
 * 304, not counted as a request, when the caller has the current state (RFC 9110, 13.1.2).
 * @throws Problem 401
 */
export async function notModified(
  request: Request,
  caller: Caller,
  { etag, settings }: Found,
): Promise<Response | undefined> {
  requirePublicView(caller, settings)
  const held = request.headers.get('if-none-match')
  if (!held || !isKnown(held, etag)) return undefined
  await forgiveRequest(caller.key)
  const headers = { ...headersOf(request, caller.level, settings.corsOrigins), ETag: etag }
  return new Response(null, { status: 304, headers })
}

/** @throws Problem 401 */
export function send(
  request: Request,
  caller: Caller,
  { etag, settings, body, headers }: Found & { body: BodyInit; headers: Record<string, string> },
): Response {
  requirePublicView(caller, settings)
  return new Response(body, {
    headers: { ...headersOf(request, caller.level, settings.corsOrigins), ETag: etag, ...headers },
  })
}

/** @throws Problem 401 when callers without a token may read nothing */
export function requirePublicView(
  { level }: Caller,
  { publicView }: Pick<Found['settings'], 'publicView'>,
): void {
  if (level === 'public' && !publicView) throw new Problem(401, 'This directory is not public. Show a token.')
}

export function methodNotAllowed(request: Request): Response {
  return sendProblem(request, new Problem(405, 'This API is read-only: changes are made through the forms.'))
}

export function options(request: Request): Promise<Response> {
  return orProblem(request, allowed(request))
}

async function allowed(request: Request): Promise<Response> {
  await countRequest(networkKey(request))
  const { corsOrigins } = await readSettings(database())
  return new Response(null, { status: 204, headers: preflight(request, corsOrigins) })
}
