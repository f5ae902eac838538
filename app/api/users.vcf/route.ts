import { methodNotAllowed, options } from '../http/http.ts'
import { listUsers } from '../users/list-users.ts'

export const GET = listUsers('vcard')

export const OPTIONS = options
export const POST = methodNotAllowed
export const PUT = methodNotAllowed
export const PATCH = methodNotAllowed
export const DELETE = methodNotAllowed
