import { randomUUID } from 'node:crypto'
import { retryAfterSeconds } from '#actions/request/response-status.server.ts'
import { isUnavailable } from '#db/errors.ts'
import { log } from '#db/log.ts'
import { allow, common, crossOrigin } from './headers.ts'

export type ParameterError = { parameter: string; message: string }

/** Thrown by a handler, sent as problem details. */
export class Problem extends Error {
  readonly status: keyof typeof titles
  readonly errors: readonly ParameterError[] | undefined
  readonly retryAfter: number | undefined

  /** @param retryAfter - in seconds */
  constructor(
    status: keyof typeof titles,
    detail: string,
    errors?: readonly ParameterError[],
    retryAfter?: number,
  ) {
    super(detail)
    this.status = status
    this.errors = errors
    this.retryAfter = retryAfter
  }
}

const titles = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  406: 'Not Acceptable',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
}

/** Sends an error as problem details (RFC 9457). Unexpected errors are logged under an id. */
export function sendProblem(request: Request, error: unknown): Response {
  const { status, message: detail, errors, retryAfter } = error instanceof Problem ? error : unforeseen(error)
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
  const headers = {
    ...common,
    // An error is not secret, so pages of every site may read it.
    ...crossOrigin(request, '*'),
    'Content-Type': 'application/problem+json',
    'Cache-Control': 'no-store',
    ...(status === 401 && { 'WWW-Authenticate': 'Bearer' }),
    ...(status === 405 && { Allow: allow }),
    ...(retryAfter && { 'Retry-After': String(retryAfter) }),
  }
  return Response.json(body, { status, headers })
}

function unforeseen(error: unknown): Problem {
  const id = randomUUID().slice(0, 8)
  log.error({ err: error, id }, 'request not answered')
  return isUnavailable(error)
    ? new Problem(
        503,
        `The directory cannot be read at the moment. Error number: ${id}`,
        undefined,
        retryAfterSeconds,
      )
    : new Problem(500, `Something went wrong here. Error number: ${id}`)
}
