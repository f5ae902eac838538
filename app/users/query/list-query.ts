import { forbidden } from '#actions/fields.schema.ts'
import { parseId } from '#db/ids.ts'
import { type Level, visibleFields } from '#db/policy.ts'
import { userFields } from '#db/user-fields.ts'
import type { Filters } from '#db/users/filters.ts'
import { longestSearch, mostLocationsInList, mostSelected, mostTeamsInList } from '#db/users/limits.ts'
import { mayOrder } from '#db/users/orders.ts'

/** Viewers may sort by what they may see. */
export const sorts = [
  'name',
  '-name',
  'surname',
  '-surname',
  'jobTitle',
  '-jobTitle',
  '-updatedAt',
  'updatedAt',
] as const
export type Sort = (typeof sorts)[number]

/** The numbers of rows that a page can have; the first is the default. */
export const rowChoices = [25, 50, 100] as const
export type Rows = (typeof rowChoices)[number]

export type ListQuery = {
  /** People of every status where it is undefined. */
  filters: Filters
  sort: Sort | undefined
  rows: Rows
  /** People who are ticked, on any page. With scripts the browser keeps them instead. */
  selected: readonly number[]
}

export type Parameters = Record<string, string | string[] | undefined>

/** Ignores what it does not understand, so that no link ever fails. */
export function parseListQuery(parameters: Parameters, level: Level): ListQuery {
  const { q, team, location, status, sort, rows, id } = parameters
  const visible = visibleFields(level)
  const words = wordsOf(q)
  const teams = teamsOf(team)
  const locations = visible.includes('location') ? locationsOf(location) : []
  return {
    filters: {
      ...(words && { q: words }),
      ...(teams.length > 0 && { team: teams }),
      ...(locations.length > 0 && { location: locations }),
      ...statusOf(visible.includes('status') ? status : undefined),
    },
    sort: sortsOf(level).find((each) => each === sort),
    rows: rowChoices.find((each) => String(each) === rows) ?? rowChoices[0],
    selected: idsOf(id).slice(0, mostSelected),
  }
}

export type Chosen = {
  query: ListQuery
  chosen: Filters
  /** How many more were ticked than an address may name. */
  leftOut: number
}

/** A list and whom of it somebody means: the ticked people, or where "all" is ticked or nobody is, all that match. */
export function parseChosen(parameters: Parameters, level: Level): Chosen {
  const query = parseListQuery(parameters, level)
  const { filters, selected } = query
  if (parameters.all === 'on' || selected.length === 0)
    return { query: { ...query, selected: [] }, chosen: filters, leftOut: 0 }
  return { query, chosen: { ids: selected }, leftOut: idsOf(parameters.id).length - selected.length }
}

export function sortsOf(level: Level): Sort[] {
  return sorts.filter((each) => mayOrder(each, level))
}

/** The order in the address, or the default one. */
export function orderOf({ filters, sort }: Pick<ListQuery, 'filters' | 'sort'>): Sort | 'match' {
  return sort ?? (filters.q ? 'match' : 'name')
}

/** Defaults are left out. The place in the list is no part of it. */
export function parametersOf({ filters, sort, rows, selected }: ListQuery): URLSearchParams {
  const parameters = new URLSearchParams()
  if (filters.q) parameters.set('q', filters.q)
  for (const id of filters.team ?? []) parameters.append('team', String(id))
  for (const location of filters.location ?? []) parameters.append('location', location)
  if (filters.status !== 'active') parameters.set('status', filters.status ?? 'all')
  if (sort) parameters.set('sort', sort)
  if (rows !== rowChoices[0]) parameters.set('rows', String(rows))
  for (const id of selected) parameters.append('id', String(id))
  return parameters
}

/** More than the active people who match no words, team or place. */
export function isNarrowed({ filters: { q, team, location, status } }: Pick<ListQuery, 'filters'>): boolean {
  return Boolean(q || team || location || status === 'inactive')
}

function wordsOf(q: Parameters[string]): string {
  if (typeof q !== 'string') return ''
  // Characters that no database stores, and half of a character where the text was cut.
  return q.slice(0, longestSearch).replaceAll(new RegExp(forbidden, 'gu'), ' ').trim()
}

/** Teams as several parameters, or as one with commas: the select sends that for a link with several. */
function teamsOf(team: Parameters[string]): number[] {
  return idsOf([team ?? []].flat().flatMap((text) => text.split(','))).slice(0, mostTeamsInList)
}

function idsOf(texts: Parameters[string]): number[] {
  return [...new Set([texts ?? []].flat().flatMap((text) => parseId(text) ?? []))]
}

function locationsOf(location: Parameters[string]): string[] {
  const texts = [location ?? []]
    .flat()
    .filter((text) => text !== '' && text.length <= userFields.location.max)
    .filter((text) => !new RegExp(forbidden, 'u').test(text))
  return [...new Set(texts)].slice(0, mostLocationsInList)
}

function statusOf(status: Parameters[string]): Pick<Filters, 'status'> {
  if (status === 'all') return {}
  return { status: status === 'inactive' ? 'inactive' : 'active' }
}
