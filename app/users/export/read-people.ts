import { type Level, type VisibleField, visibleFields } from '#db/policy.ts'
import { readFresh } from '#db/standby.ts'
import { scopeOf } from '#db/users/find.ts'
import { listJson } from '#db/users/json.ts'
import { mostSelected } from '#db/users/limits.ts'
import { inDigits } from '../count.ts'
import { type ListQuery, type Parameters, parseChosen } from '../query/list-query.ts'

/** What is not set, or not for this viewer, is absent. */
export type ListedPerson = {
  id: number
  name: string
  jobTitle?: string
  phone?: string
  mobile?: string
  email?: string
  location?: string
  status?: string
  teams?: { id: number; name: string }[]
}

export type People = {
  query: ListQuery
  /** By name. */
  people: ListedPerson[]
  hasMore: boolean
  /** How many ticked people are not among them. */
  leftOut: number
}

type Wanted = { fields: readonly VisibleField[]; most: number }

/** The people of a list on one page, with the search and the filters of its address, or those who are ticked. */
export async function readPeople(
  parameters: Parameters,
  level: Level,
  { fields, most }: Wanted,
): Promise<People> {
  const { query, chosen, leftOut } = parseChosen(parameters, level)
  const visible = visibleFields(level)
  const asked = {
    level,
    scope: scopeOf(level),
    filters: chosen,
    order: 'name' as const,
    fields: fields.filter((field) => visible.includes(field)),
    limit: most,
  }
  const { users, next } = await readFresh((db) => listJson(db, asked))
  const people = users.map((user) => JSON.parse(user) as ListedPerson)
  return { query, people, hasMore: next !== undefined, leftOut }
}

/** Undefined where all ticked people are there. */
export function ticksLeftOut({ leftOut }: Pick<People, 'leftOut'>): string | undefined {
  if (leftOut === 0) return undefined
  return `These are ${inDigits(mostSelected)} of the people you ticked, the most at once: tick fewer for the others.`
}

/** Names a team only by somebody who is in it, so that visitors learn of no other. */
export function headingOf({ query: { filters, selected }, people }: People): string {
  if (selected.length > 0) return 'Selected people'
  const teams = new Map(people.flatMap(({ teams = [] }) => teams).map(({ id, name }) => [id, name]))
  const names = (filters.team ?? []).flatMap((id) => teams.get(id) ?? [])
  return [
    filters.status === 'inactive' ? 'Inactive people' : 'People',
    names.length > 0 && ` in ${names.join(' or ')}`,
    filters.q && ` matching ${filters.q}`,
  ]
    .filter(Boolean)
    .join('')
}
