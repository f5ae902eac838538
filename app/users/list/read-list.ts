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

export const mostCounted = 1_000

export type UserList = {
  level: Level
  query: ListQuery
  order: Sort | 'match'
  page: Page<User>
  /** On all pages; `mostCounted` + 1 if there are more. */
  count: number
  /** All teams; without an account only the team whose people the list shows. */
  teams: Team[]
  /** The list has no such page, or not any more. */
  gone: boolean
}

/** @param level - what the viewer may see */
export async function readList(db: Executor, parameters: Parameters, level: Level): Promise<UserList> {
  const query = parseListQuery(parameters, level)
  const order = orderOf(query, level)
  const { filters } = query
  const { cursor } = parameters
  const from =
    typeof cursor === 'string' ? decodeCursor(cursor, { order, filter: filterKey(filters) }) : undefined
  const matches = { scope: scopeOf(level), filters, level }
  // A search of a million people is slow, so one statement finds, counts and sorts the matches.
  const ids = filters.q ? await idsUpTo(db, matches, mostCounted + 1) : undefined
  const among = ids && ids.length <= mostCounted ? ids : undefined
  const [page, count, teams] = await Promise.all([
    list(db, { ...matches, order, among, from, limit: rowsOnPage }),
    ids?.length ?? countUpTo(db, matches, mostCounted + 1),
    listTeams(db),
  ])
  // Visitors may only learn of a team if they can see one of its members.
  const isShown = ({ id }: Team) => level !== 'public' || (count > 0 && isDeepStrictEqual(filters.team, [id]))
  const gone = cursor !== undefined && (!from || page.rows.length === 0)
  return { level, query, order, page, count, teams: teams.filter(isShown), gone }
}
