import type * as z from 'zod'
import { decodeCursor, type Order, parseOrder } from '#db/paging.ts'
import { type Level, type VisibleField, visibleFields } from '#db/policy.ts'
import { filterKey } from '#db/users/filters.ts'
import { scopeOf } from '#db/users/find.ts'
import type { ListQuery } from '#db/users/json.ts'
import { type ParameterError, Problem } from '../http/problem.ts'
import { usersQuery } from './parameters.ts'

type UsersQuery = Pick<z.output<typeof usersQuery>, 'format' | 'bom' | 'limit'> &
  Omit<ListQuery, 'limit' | 'count'>

/** @throws Problem 400 for each parameter that is unknown, repeated or wrong, 403 for one that needs a token */
export function parseQuery(parameters: URLSearchParams, level: Level): UsersQuery {
  const result = parseStrictly(usersQuery, parameters)
  const { limit, cursor, sort, q, team, status, fields, format, bom } = result
  if (!visibleFields(level).includes('status') && status !== 'active')
    throw new Problem(403, `status ${status} needs a token with the scope users:read`)
  const filters = { q: q?.trim() || undefined, team, status: status === 'all' ? undefined : status }
  const from =
    cursor === undefined ? undefined : decodeCursor(cursor, { order: sort, filter: filterKey(filters) })
  const errors = [
    ...(from || cursor === undefined
      ? []
      : [error('cursor', 'must come from a Link header of the same list')]),
    ...(isPermitted(sort, level) ? [] : [error('sort', 'must be id or name without a token')]),
    ...refusedFields(fields ?? [], level),
  ]
  if (errors.length > 0) throw refusal(errors)
  return {
    level,
    scope: scopeOf(level),
    order: sort,
    filters,
    fields: fields as VisibleField[] | undefined,
    limit,
    from,
    format,
    bom,
  }
}

/** The only parameter of a single user. @throws as `parseQuery` */
export function parseFields(parameters: URLSearchParams, level: Level): VisibleField[] | undefined {
  const { fields } = parseStrictly(usersQuery.pick({ fields: true }), parameters)
  const errors = refusedFields(fields ?? [], level)
  if (errors.length > 0) throw refusal(errors)
  return fields as VisibleField[] | undefined
}

function parseStrictly<Shape extends z.ZodObject>(
  shape: Shape,
  parameters: URLSearchParams,
): z.output<Shape> {
  const names = [...new Set(parameters.keys())]
  const isRepeatable = (name: string) => name === 'team'
  const result = shape.safeParse(
    Object.fromEntries(
      names.map((name) => [name, isRepeatable(name) ? parameters.getAll(name) : parameters.get(name)]),
    ),
  )
  const errors: ParameterError[] = [
    ...names
      .filter((name) => !Object.hasOwn(shape.shape, name))
      .map((name) => error(name, 'is not known here')),
    ...names
      .filter((name) => !isRepeatable(name) && parameters.getAll(name).length > 1)
      .map((name) => error(name, 'must be given once')),
    ...(result.error?.issues ?? []).map(({ path, message }) => error(String(path[0]), message)),
  ]
  if (errors.length > 0 || !result.success) throw refusal(errors)
  return result.data
}

/** An order reveals the values that it sorts by. */
function isPermitted(order: Exclude<Order, 'match'>, level: Level): boolean {
  return visibleFields(level).includes(parseOrder(order).by)
}

function refusedFields(fields: readonly string[], level: Level): ParameterError[] {
  const known: readonly string[] = visibleFields('contact')
  const visible: readonly string[] = visibleFields(level)
  return fields
    .filter((field) => !visible.includes(field))
    .map((field) =>
      error('fields', `names ${field}, which is ${known.includes(field) ? 'not permitted' : 'not known'}`),
    )
}

function refusal(errors: readonly ParameterError[]): Problem {
  return new Problem(
    400,
    errors.map(({ parameter, message }) => `${parameter} ${message}`).join('; '),
    errors,
  )
}

function error(parameter: string, message: string): ParameterError {
  return { parameter, message }
}
