import { methodNotAllowed, options } from '../http/http.ts'
import { Problem, sendProblem } from '../http/problem.ts'

/** Any other address of the API: a 404 with problem details, instead of a page. */
export function GET(request: Request): Response {
  return sendProblem(request, new Problem(404, 'There is nothing at this address.'))
}

export const OPTIONS = options
export const POST = methodNotAllowed
export const PUT = methodNotAllowed
export const PATCH = methodNotAllowed
export const DELETE = methodNotAllowed
