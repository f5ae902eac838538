import { randomUUID } from 'node:crypto'
import { isUnavailable } from '#db/errors.ts'
import { log } from '#db/log.ts'

/** What is wrong with one parameter of a query. */
export type ParameterError = { parameter: string; message: string }

/** An answer that is not the one asked for. Thrown by a handler, sent as problem details (RFC 9457). */
export class Problem extends Error {
  readonly status: number
  readonly detail: string
  readonly errors: readonly ParameterError[] | undefined

  constructor(status: number, detail: string, errors?: readonly ParameterError[]) {
    super(detail)
    this.status = status
    this.detail = detail
    this.errors = errors
  }
}

/** A state of a resource: its entity tag, and what to send to a caller who does not hold it yet. */
export type Answer = {
  etag: string
  load: () => Promise<{ body: unknown; headers: Record<string, string> }>
}

const titles: Record<number, string> = {
  400: 'Bad Request',
  404: 'Not Found',
  405: 'Method Not Allowed',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
}

const allow = 'GET, HEAD, OPTIONS'
const common = { Vary: 'Accept, Accept-Encoding, Authorization, Origin' }
const publicView = { ...common, 'Cache-Control': 'public, max-age=60' }

/** Answers a GET: 304 when the caller holds this very state (RFC 9110, 13.1.2), otherwise the body as JSON. */
export async function answer(request: Request, find: () => Promise<Answer>): Promise<Response> {
  try {
    const { etag, load } = await find()
    const validators = { ...publicView, ETag: etag }
    if (isKnown(request.headers.get('if-none-match'), etag))
      return new Response(null, { status: 304, headers: validators })
    const { body, headers } = await load()
    return Response.json(body, { headers: { ...validators, ...headers } })
  } catch (error) {
    return sendProblem(request, error instanceof Problem ? error : unforeseen(error))
  }
}

/** The answer to every method that would change something. */
export function methodNotAllowed(request: Request): Response {
  return sendProblem(request, new Problem(405, 'This API is read-only: changes are made through the forms.'))
}

/** The answer to OPTIONS. */
export function options(): Response {
  return new Response(null, { status: 204, headers: { ...common, Allow: allow } })
}

function sendProblem(request: Request, { status, detail, errors }: Problem): Response {
  const title = titles[status]
  const { pathname, search } = new URL(request.url)
  const body = {
    type: 'about:blank',
    title,
    status,
    detail,
    instance: `${pathname}${search}`,
    message: title,
    errors,
  }
  return Response.json(body, {
    status,
    headers: {
      ...common,
      'Content-Type': 'application/problem+json',
      'Cache-Control': 'no-store',
      ...(status === 405 && { Allow: allow }),
      ...(status === 503 && { 'Retry-After': '5' }),
    },
  })
}

function unforeseen(error: unknown): Problem {
  const id = randomUUID().slice(0, 8)
  log.error({ err: error, id }, 'request not answered')
  return isUnavailable(error)
    ? new Problem(503, `The directory cannot be read at the moment. Error number: ${id}`)
    : new Problem(500, `Something went wrong here. Error number: ${id}`)
}

/** Weak comparison; a proxy that compresses may have added `-gzip` to the tag. */
function isKnown(header: string | null, etag: string): boolean {
  if (!header) return false
  const opaque = (tag: string) =>
    tag
      .trim()
      .replace(/^W\//, '')
      .replace(/(-gzip|-br|-df)?"$/, '"')
  return header.trim() === '*' || header.split(',').some((tag) => opaque(tag) === opaque(etag))
}
