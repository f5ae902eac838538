import { forbidden } from '#actions/fields.schema.ts'
import { parseId } from '#db/ids.ts'
import { parseOrder } from '#db/paging.ts'
import { type Level, visibleFields } from '#db/policy.ts'
import type { Status } from '#db/tables.ts'
import type { Filters } from '#db/users/filters.ts'
import { longestSearch, mostTeamsInList } from '#db/users/limits.ts'

/** The last change is only for viewers who may see its date. */
export const sorts = ['name', '-name', 'jobTitle', '-jobTitle', '-updatedAt', 'updatedAt'] as const
export type Sort = (typeof sorts)[number]

export type ListQuery = { filters: Filters; sort: Sort | undefined }

export type Parameters = Record<string, string | string[] | undefined>

/** Ignores what it does not understand, so that no link ever fails. */
export function parseListQuery({ q, team, status, sort }: Parameters, level: Level): ListQuery {
  const words = wordsOf(q)
  const teams = teamsOf(team)
  return {
    filters: {
      ...(words && { q: words }),
      ...(teams.length > 0 && { team: teams }),
      ...(visibleFields(level).includes('status') && isStatus(status) && { status }),
    },
    sort: sortsOf(level).find((each) => each === sort),
  }
}

export function sortsOf(level: Level): Sort[] {
  return sorts.filter((each) => visibleFields(level).includes(parseOrder(each).by))
}

/** The order in the address, or the default one. */
export function orderOf({ filters, sort }: ListQuery, level: Level): Sort | 'match' {
  if (sort) return sort
  if (filters.q) return 'match'
  // The date of a change is not public, and the order would reveal it.
  return level === 'public' ? 'name' : '-updatedAt'
}

export function parametersOf({ filters, sort }: ListQuery): URLSearchParams {
  const parameters = new URLSearchParams()
  if (filters.q) parameters.set('q', filters.q)
  for (const id of filters.team ?? []) parameters.append('team', String(id))
  if (filters.status) parameters.set('status', filters.status)
  if (sort) parameters.set('sort', sort)
  return parameters
}

function wordsOf(q: Parameters[string]): string {
  if (typeof q !== 'string') return ''
  // Characters that no database stores, and half of a character where the text was cut.
  return q.slice(0, longestSearch).replaceAll(new RegExp(forbidden, 'gu'), ' ').trim()
}

/** Teams as several parameters, or as one with commas: the select sends that for a link with several. */
function teamsOf(team: Parameters[string]): number[] {
  const ids = [team ?? []]
    .flat()
    .flatMap((text) => text.split(','))
    .flatMap((id) => parseId(id) ?? [])
  return [...new Set(ids)].slice(0, mostTeamsInList)
}

function isStatus(text: unknown): text is Status {
  return text === 'active' || text === 'inactive'
}
