import { isDeepStrictEqual } from 'node:util'
import type { Executor } from '#db/database.ts'
import { type Page, parseOrder } from '#db/paging.ts'
import { type Level, visibleFields } from '#db/policy.ts'
import { revision } from '#db/revision.ts'
import type { Team, User } from '#db/tables.ts'
import { listTeams } from '#db/teams/find.ts'
import { byIndex } from '#db/users/by-index.ts'
import { type Filters, filterKey } from '#db/users/filters.ts'
import { type Scope, scopeOf } from '#db/users/find.ts'
import { lettersInUse, locationsInUse } from '#db/users/in-use.ts'
import { list } from '#db/users/list.ts'
import { countUpTo, findUpTo, type Matches } from '#db/users/matches.ts'
import { suggestWords } from '#db/users/suggest.ts'
import { addressOf } from '../../ui/address-of.ts'
import { mostCounted, numbered, type Position, placeOf, positionOf } from './list-place.ts'
import {
  isNarrowed,
  type ListQuery,
  orderOf,
  type Parameters,
  parametersOf,
  parseListQuery,
  type Sort,
} from './list-query.ts'

export type { Parameters }
export { mostCounted }

export type UserList = {
  /** Of the directory, when it was read. */
  revision: number
  level: Level
  query: ListQuery
  order: Sort | 'match'
  page: Page<User>
  /** On all pages; `mostCounted` + 1 if there are more. */
  count: number
  /** The numbers of the first and the last row of this page, counted from 1; undefined where nobody counted them. */
  position: Position | undefined
  /** The same list with the words that were probably meant, when nobody matches. */
  suggestion: { words: string; href: string } | undefined
  /** All teams; without an account only the team whose people the list shows. */
  teams: Team[]
  /** In order, 200 at most; none for who may not see them. */
  locations: string[]
  /** The letters that names or surnames start with, in an order by these. `?from=M` starts the list there. */
  letters: string[]
  /** Nobody is in the directory, of any status. */
  isEmpty: boolean
  /** The list has no such page, or not any more. */
  gone: boolean
}

/**
 * @param level - what the viewer may see
 * @param within - what narrows the list and is not in its address
 */
export function readList(
  db: Executor,
  parameters: Parameters,
  level: Level,
  within: Pick<Filters, 'notTeam'> = {},
): Promise<UserList> {
  const query = parseListQuery(parameters, level)
  const asked = { parameters, level, within, query }
  return byIndex(db, (trx) => readOnce(trx, asked), { inSteps: Boolean(query.filters.q) })
}

type Asked = { parameters: Parameters; level: Level; within: Filters; query: ListQuery }

async function readOnce(db: Executor, { parameters, level, within, query }: Asked): Promise<UserList> {
  const order = orderOf(query)
  const filters = { ...query.filters, ...within }
  const place = placeOf(parameters, { order, filter: filterKey(filters) })
  const matches = { scope: scopeOf(level), filters, level }
  // A search of a million people is slow, so one statement finds and counts the matches.
  const found = filters.q ? await findUpTo(db, matches, mostCounted + 1) : undefined
  const plenty = found && found.count > mostCounted
  const [page, count, teams, locations, letters, present] = await Promise.all([
    list(db, { ...matches, order, among: found?.ids, plenty, from: place?.from, limit: query.rows }),
    found?.count ?? countUpTo(db, matches, mostCounted + 1),
    listTeams(db),
    visibleFields(level).includes('location') ? locationsInUse(db) : [],
    filters.q || order === 'match' ? [] : lettersOf(db, order, matches.scope),
    revision(db),
  ])
  // Visitors may only learn of a team if they can see one of its members.
  const isShown = ({ id }: Team) => level !== 'public' || (count > 0 && isDeepStrictEqual(filters.team, [id]))
  const position = positionOf(page, { place, count })
  return {
    revision: present,
    level,
    query,
    order,
    page: numbered(page, position),
    count,
    position,
    suggestion: filters.q && count === 0 ? await suggestionOf(db, query, matches) : undefined,
    teams: teams.filter(isShown),
    locations,
    letters,
    isEmpty: count === 0 && !isNarrowed(query) && (await countUpTo(db, { ...matches, filters: {} }, 1)) === 0,
    gone: place !== undefined && (!place.from || page.rows.length === 0),
  }
}

function lettersOf(db: Executor, order: Sort, scope: Scope): Promise<string[]> | string[] {
  const { by } = parseOrder(order)
  return by === 'name' || by === 'surname' ? lettersInUse(db, { scope, by }) : []
}

async function suggestionOf(
  db: Executor,
  query: ListQuery,
  matches: Matches,
): Promise<UserList['suggestion']> {
  const words = await suggestWords(db, matches)
  const suggested = { ...query, filters: { ...query.filters, q: words } }
  return words === undefined ? undefined : { words, href: addressOf('/users', parametersOf(suggested)) }
}
