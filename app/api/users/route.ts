import { methodNotAllowed, options } from '../http/http.ts'
import { listUsers } from './list-users.ts'

/** A bare array with its paging in the Link header, or the whole list row by row. */
export const GET = listUsers()

export const OPTIONS = options
export const POST = methodNotAllowed
export const PUT = methodNotAllowed
export const PATCH = methodNotAllowed
export const DELETE = methodNotAllowed
