import { sql } from 'kysely'
import type { Executor } from '../database.ts'
import { conditionsOf, type Filters } from './filters.ts'
import { usersIn } from './find.ts'
import { mostRanked } from './limits.ts'
import { mayOrder } from './orders.ts'
import { type Walk, where } from './walk.ts'

export type Matches = Pick<Walk, 'scope' | 'filters' | 'level'>

/** In no order, and at most `most`, so that the cost has a limit. */
export async function idsUpTo(db: Executor, matches: Matches, most: number): Promise<number[]> {
  const rows = await matching(db, matches).select('id').limit(most).execute()
  return rows.map(({ id }) => id)
}

/** How many match a search, at most `most`; and their ids, if these are few. */
export async function findUpTo(
  db: Executor,
  matches: Matches,
  most: number,
): Promise<{ count: number; ids?: number[] }> {
  const share = await shareOf(db, matches)
  const mayBePlenty = share > rareShare && most > mostRanked
  if (mayBePlenty && (await startWith(db, matches, most))) return { count: most }
  const found = matching(db, matches).select('id').limit(most)
  const isCommon = share > commonShare
  const { count, ids } = await db
    .selectFrom((isCommon ? found.orderBy('id') : found).as('found'))
    .select((eb) => [
      eb.fn.countAll<number>().as('count'),
      sql<number[] | null>`case when count(*) <= ${mostRanked} then array_agg(id) end`.as('ids'),
    ])
    .executeTakeFirstOrThrow()
  return count <= mostRanked ? { count, ids: ids ?? [] } : { count }
}

/** Matches that are more common than this are counted person by person, because their index has too many of them. */
const commonShare = 0.3
/** Matches that are rarer than this are hardly ever thousands. */
const rareShare = 0.005
const sampled = 300

/** The share of matches among the first people. */
async function shareOf(db: Executor, { scope, filters = {}, level = 'public' }: Matches): Promise<number> {
  const first = usersIn(db, scope).selectAll().orderBy('id').limit(sampled).as('users')
  const { count } = await where(db.selectFrom(first), conditionsOf(filters, level))
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count / sampled
}

/** Folding leaves it as it is. */
const plainWord = /^[a-z]{3,}$/

/**
 * Whether the only word of a search starts the names, surnames or job titles of `most` people. Indexes alone tell this.
 * Other matches have to be read person by person, which takes ten times as long.
 */
async function startWith(
  db: Executor,
  { scope, filters: { q = '', status, ...others } = {}, level = 'public' }: Matches,
  most: number,
): Promise<boolean> {
  const word = q.trim().toLowerCase()
  if (!plainWord.test(word) || Object.values(others).some(isSet)) return false
  const columns = mayOrder('surname', level)
    ? (['nameKey', 'surnameKey', 'jobTitleKey'] as const)
    : (['nameKey', 'jobTitleKey'] as const)
  const tests = columns.map((column) => {
    const startsIt = sql<boolean>`${sql.ref(column)} like ${word} || '%'`
    const found = where(usersIn(db, scope), [...conditionsOf({ status }, level), startsIt])
    return sql`(select count(*) from ${found.select('id').limit(most).as('found')}) >= ${most}`
  })
  const { rows } = await sql<{ is: boolean }>`select ${sql.join(tests, sql` or `)} as "is"`.execute(db)
  return rows[0]?.is ?? false
}

/** At most `most`, so that the cost has a limit. */
export async function countUpTo(db: Executor, matches: Matches, most: number): Promise<number> {
  const team = onlyTeamOf(matches)
  if (team !== undefined) return Math.min(await countOfTeam(db, team, matches), most)
  const { count } = await db
    .selectFrom(matching(db, matches).select('id').limit(most).as('matches'))
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

/** The team whose people, perhaps of a status, are all the matches: it keeps their number. */
function onlyTeamOf({ scope, filters = {} }: Matches): number | undefined {
  const { team: [id, ...otherTeams] = [], location = [], status: _, ...others } = filters
  const isAlone = otherTeams.length === 0 && location.length === 0 && !Object.values(others).some(isSet)
  return scope === 'untrashed' && isAlone ? id : undefined
}

async function countOfTeam(db: Executor, id: number, { filters: { status } = {} }: Matches): Promise<number> {
  const team = await db.selectFrom('teams').selectAll().where('id', '=', id).executeTakeFirst()
  const { members = 0, activeMembers = 0 } = team ?? {}
  return { all: members, active: activeMembers, inactive: members - activeMembers }[status ?? 'all']
}

function isSet(filter: Filters[keyof Filters]): boolean {
  return filter !== undefined && filter !== ''
}

export function matching(db: Executor, { scope, filters = {}, level = 'public' }: Matches) {
  return where(usersIn(db, scope), conditionsOf(filters, level))
}
