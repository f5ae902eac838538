import type { Order } from '#db/paging.ts'
import type { Level } from '#db/policy.ts'
import type { Status } from '#db/tables.ts'
import type { Filters } from '#db/user-filters.ts'

/** What the list of users can be sorted by. By last change only where a viewer may see when that was. */
export const sorts = ['name', '-name', 'jobTitle', '-jobTitle', '-updatedAt', 'updatedAt'] as const
export type Sort = (typeof sorts)[number]

/** What an address of the list asks for. */
export type ListQuery = { filters: Filters; sort: Sort | undefined }

type Parameters = Record<string, string | string[] | undefined>

const longestSearch = 200

/** Reads the address of a list. What is not understood counts as not said, so that no link ever fails. */
export function parseListQuery(parameters: Parameters, level: Level): ListQuery {
  const { q, team, status, sort } = parameters
  const words =
    typeof q === 'string'
      ? q
          .replaceAll(/\p{Cc}/gu, ' ')
          .trim()
          .slice(0, longestSearch)
      : ''
  const teams = [team ?? []].flat().flatMap((id) => (/^[1-9]\d{0,8}$/.test(id) ? [Number(id)] : []))
  return {
    filters: {
      ...(words && { q: words }),
      ...(teams.length > 0 && { team: teams.slice(0, 20) }),
      ...(level !== 'public' && isStatus(status) && { status }),
    },
    sort: sorts.find((each) => each === sort && (level !== 'public' || !each.endsWith('updatedAt'))),
  }
}

/** The order in which a list is shown: the one asked for, or what suits it. */
export function orderOf({ filters, sort }: ListQuery, level: Level): Order {
  if (sort) return sort
  if (filters.q) return 'match'
  // When somebody was changed is not public, and the order would tell.
  return level === 'public' ? 'name' : '-updatedAt'
}

/** The parameters of an address that asks for this. */
export function parametersOf({ filters, sort }: ListQuery): URLSearchParams {
  const parameters = new URLSearchParams()
  if (filters.q) parameters.set('q', filters.q)
  for (const id of filters.team ?? []) parameters.append('team', String(id))
  if (filters.status) parameters.set('status', filters.status)
  if (sort) parameters.set('sort', sort)
  return parameters
}

function isStatus(text: unknown): text is Status {
  return text === 'active' || text === 'inactive'
}
