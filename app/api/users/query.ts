import * as z from 'zod'
import { decodeCursor } from '#db/paging.ts'
import { type ParameterError, Problem } from './problem.ts'

const limitError = 'must be a whole number from 1 to 1000'

/** The parameters of `GET /api/users`. */
const usersQuery = z.object({
  limit: z
    .string()
    .regex(/^\d{1,4}$/, limitError)
    .transform(Number)
    .pipe(z.int().min(1, limitError).max(1000, limitError))
    .default(100),
  cursor: z
    .string()
    .transform((text, ctx) => {
      const cursor = decodeCursor(text, { order: 'id' })
      if (!cursor) ctx.issues.push({ code: 'custom', message: 'must come from a Link header', input: text })
      return cursor
    })
    .optional(),
})

/** Reads a query strictly. @throws Problem 400 that names each parameter that is unknown, repeated or wrong */
export function parseQuery(parameters: URLSearchParams): z.output<typeof usersQuery> {
  const names = [...new Set(parameters.keys())]
  const result = usersQuery.safeParse(Object.fromEntries(parameters))
  const errors: ParameterError[] = [
    ...names
      .filter((name) => !Object.hasOwn(usersQuery.shape, name))
      .map((name) => error(name, 'is not known here')),
    ...names
      .filter((name) => parameters.getAll(name).length > 1)
      .map((name) => error(name, 'must be given once')),
    ...(result.error?.issues ?? []).map(({ path, message }) => error(String(path[0]), message)),
  ]
  if (errors.length > 0 || !result.success) {
    const detail = errors.map(({ parameter, message }) => `${parameter} ${message}`).join('; ')
    throw new Problem(400, detail, errors)
  }
  return result.data
}

function error(parameter: string, message: string): ParameterError {
  return { parameter, message }
}
