import { isDeepStrictEqual } from 'node:util'
import type { Executor } from '#db/database.ts'
import { decodeCursor, type Page } from '#db/paging.ts'
import type { Level } from '#db/policy.ts'
import type { Team, User } from '#db/tables.ts'
import { listTeams } from '#db/teams/find.ts'
import { filterKey } from '#db/users/filters.ts'
import { scopeOf } from '#db/users/find.ts'
import { countUpTo, idsUpTo, list } from '#db/users/list.ts'
import { type ListQuery, orderOf, type Parameters, parseListQuery, type Sort } from './list-query.ts'

const rowsOnPage = 25

/** Up to how many matches are counted exactly. */
export const mostCounted = 1_000

/** A page of the list of users, and what stands around it. */
export type UserList = {
  level: Level
  query: ListQuery
  order: Sort | 'match'
  page: Page<User>
  /** How many match, on all pages: `mostCounted` and one more where there are more than that. */
  count: number
  /** The teams to choose from: all, and without an account the one whose people the list shows. */
  teams: Team[]
  /** The address names a place that this list does not have, or no longer. */
  gone: boolean
}

/** Reads what an address of the list asks for, as this level may see it. */
export async function readList(db: Executor, parameters: Parameters, level: Level): Promise<UserList> {
  const query = parseListQuery(parameters, level)
  const order = orderOf(query, level)
  const { filters } = query
  const { cursor } = parameters
  const from =
    typeof cursor === 'string' ? decodeCursor(cursor, { order, filter: filterKey(filters) }) : undefined
  const matches = { scope: scopeOf(level), filters, level }
  // Words take long to look for where a million people are: those who are found are counted and put in order in one go.
  const ids = filters.q ? await idsUpTo(db, matches, mostCounted + 1) : undefined
  const among = ids && ids.length <= mostCounted ? ids : undefined
  const [page, count, teams] = await Promise.all([
    list(db, { ...matches, order, among, from, limit: rowsOnPage }),
    ids?.length ?? countUpTo(db, matches, mostCounted + 1),
    listTeams(db),
  ])
  // A team may be known to nobody outside who cannot see anybody in it.
  const isShown = ({ id }: Team) => level !== 'public' || (count > 0 && isDeepStrictEqual(filters.team, [id]))
  const gone = cursor !== undefined && (!from || page.rows.length === 0)
  return { level, query, order, page, count, teams: teams.filter(isShown), gone }
}
