import * as z from 'zod'
import { decodeCursor } from '#db/paging.ts'
import { type Level, type VisibleField, visibleFields } from '#db/policy.ts'
import { filterKey } from '#db/users/filters.ts'
import { scopeOf } from '#db/users/find.ts'
import type { ListQuery } from '#db/users/json.ts'
import { mayOrder } from '#db/users/orders.ts'
import { type ParameterError, Problem } from '../http/problem.ts'
import { usersQuery } from './parameters.ts'

export type Parameter = keyof typeof usersQuery.shape

type UsersQuery = Pick<z.output<typeof usersQuery>, 'format' | 'bom' | 'limit'> &
  Omit<ListQuery, 'limit' | 'count'>

/**
 * @param except - parameters that this address does not have
 * @throws Problem 400 for each parameter that is unknown, repeated or wrong, 403 for one that needs a token
 */
export function parseQuery(
  parameters: URLSearchParams,
  level: Level,
  except: readonly Parameter[] = [],
): UsersQuery {
  const result = parseStrictly(usersQuery, parameters, except)
  const { limit, cursor, sort, q, team, location, status, fields, format, bom } = result
  if (!visibleFields(level).includes('status') && status !== 'active')
    throw new Problem(403, `status ${status} needs a token with the scope users:read`)
  if (!visibleFields(level).includes('location') && location)
    throw new Problem(403, 'location needs a token with the scope users:read')
  const filters = { q: q?.trim() || undefined, team, location, status: status === 'all' ? undefined : status }
  const from =
    cursor === undefined ? undefined : decodeCursor(cursor, { order: sort, filter: filterKey(filters) })
  const errors = [
    ...(from || cursor === undefined
      ? []
      : [error('cursor', 'must come from a Link header of the same list')]),
    ...(mayOrder(sort, level) ? [] : [error('sort', 'must be id or name without a token')]),
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

export type Fields = readonly VisibleField[] | undefined

/** A program can come back to a person with an id. */
export function withId(fields: Fields): Fields {
  return fields && [...new Set<VisibleField>(['id', ...fields])]
}

export function withIdAndName(fields: Fields): Fields {
  return withId(fields && ['name', ...fields])
}

const singleQuery = usersQuery.pick({ fields: true }).extend({
  format: z.enum(['json', 'vcard'], { error: 'must be json or vcard' }).optional(),
})

type SingleQuery = { fields: Fields; format: 'json' | 'vcard' | undefined }

/** The parameters of a single user. @throws as `parseQuery` */
export function parseSingleQuery(
  parameters: URLSearchParams,
  level: Level,
  except: readonly Parameter[] = [],
): SingleQuery {
  const { fields, format } = parseStrictly(singleQuery, parameters, except)
  const errors = refusedFields(fields ?? [], level)
  if (errors.length > 0) throw refusal(errors)
  return { fields: fields as Fields, format }
}

function parseStrictly<Shape extends z.ZodObject>(
  shape: Shape,
  parameters: URLSearchParams,
  except: readonly string[] = [],
): z.output<Shape> {
  const names = [...new Set(parameters.keys())]
  const isRepeatable = (name: string) => name === 'team' || name === 'location'
  const result = shape.safeParse(
    Object.fromEntries(
      names.map((name) => [name, isRepeatable(name) ? parameters.getAll(name) : parameters.get(name)]),
    ),
  )
  const errors: ParameterError[] = [
    ...names
      .filter((name) => !Object.hasOwn(shape.shape, name) || except.includes(name))
      .map((name) => error(name, 'is not known here')),
    ...names
      .filter((name) => !isRepeatable(name) && parameters.getAll(name).length > 1)
      .map((name) => error(name, 'must be given once')),
    ...(result.error?.issues ?? []).map(({ path, message }) => error(String(path[0]), message)),
  ]
  if (errors.length > 0 || !result.success) throw refusal(errors)
  return result.data
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
