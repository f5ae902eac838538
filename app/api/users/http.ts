import { preflight, publicView } from './headers.ts'
import { Problem, sendProblem } from './problem.ts'

type Resource = {
  /** The entity tag alone, in one small query: asked for only when the caller names one. */
  tag: () => Promise<string>
  /** The entity tag and what it stands for, as JSON text. */
  load: () => Promise<{ etag: string; body: string; headers: Record<string, string> }>
}

/** Answers a GET: 304 when the caller holds this very state (RFC 9110, 13.1.2), otherwise the body as JSON. */
export async function answer(request: Request, resource: () => Promise<Resource>): Promise<Response> {
  try {
    if (!acceptsJson(request.headers.get('accept')))
      throw new Problem(406, 'This address answers application/json and nothing else.')
    const { tag, load } = await resource()
    const held = request.headers.get('if-none-match')
    const known = held ? await tag() : ''
    if (held && isKnown(held, known))
      return new Response(null, { status: 304, headers: { ...publicView, ETag: known } })
    const { etag, body, headers } = await load()
    return new Response(body, {
      headers: { ...publicView, 'Content-Type': 'application/json', ETag: etag, ...headers },
    })
  } catch (error) {
    return sendProblem(request, error)
  }
}

/** @throws Problem 401 where people who are not signed in may read nothing */
export function requirePublicView(isOpen: boolean): void {
  if (!isOpen) throw new Problem(401, 'This directory is not public.')
}

/** The answer to every method that would change something. */
export function methodNotAllowed(request: Request): Response {
  return sendProblem(request, new Problem(405, 'This API is read-only: changes are made through the forms.'))
}

/** The answer to OPTIONS, and so to a browser's preflight. */
export function options(): Response {
  return new Response(null, { status: 204, headers: preflight })
}

/** Whether JSON is among the media ranges of an Accept header, with a weight above 0 (RFC 9110, 12.5.1). */
function acceptsJson(header: string | null): boolean {
  if (!header) return true
  const ranges = header.split(',').map((range) => range.toLowerCase().replaceAll(' ', '').split(';'))
  const weights = ['application/json', 'application/*', '*/*'].map((name) =>
    ranges.find(([range]) => range === name),
  )
  const closest = weights.find((range) => range !== undefined)
  return closest !== undefined && !closest.some((parameter) => /^q=0(\.0*)?$/.test(parameter))
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
