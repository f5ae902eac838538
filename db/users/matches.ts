import { type RawBuilder, sql } from 'kysely'
import type { Executor } from '../database.ts'
import { conditionsOf, type Filters, splitConditionsOf } from './filters.ts'
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
  const { share, conditions } = await sample(db, matches)
  const mayBePlenty = share > rareShare && most > mostRanked
  if (mayBePlenty && (await startWith(db, matches, most))) return { count: most }
  const found = where(usersIn(db, matches.scope), conditions).select('id').limit(most)
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
/** Fewer matches than this are found by the starts of common words. */
const fewShare = 0.02
/** A word that so many have is looked for by its start, unless many others have that too. */
const splitShare = 0.05
const mostOfStart = 1.5
const sampled = 300

/**
 * The share of matches among the first people, and how to find all matches. The index of words has a list for each three
 * letters in a row, and joining long lists takes longer than to look at the people of the shorter ones.
 */
async function sample(
  db: Executor,
  { scope, filters = {}, level = 'public' }: Matches,
): Promise<{ share: number; conditions: RawBuilder<boolean>[] }> {
  const first = usersIn(db, scope).selectAll().orderBy('id').limit(sampled).as('users')
  const conditions = conditionsOf(filters, level)
  const parts = splitConditionsOf(filters, level)
  const splits = parts.flatMap((part) => ('exact' in part ? [part] : []))
  const shareOf = (condition: RawBuilder<boolean>) =>
    sql<number>`count(*) filter (where ${condition})::float8 / ${sampled}::integer`
  const counted = await db
    .selectFrom(first)
    .select([
      shareOf(sql`${sql.join(conditions.length > 0 ? conditions : [sql`true`], sql` and `)}`).as('share'),
      sql<number[]>`array[${sql.join(splits.map(({ exact }) => shareOf(exact)))}]::float8[]`.as('exact'),
      sql<number[]>`array[${sql.join(splits.map(({ start }) => shareOf(start)))}]::float8[]`.as('starts'),
    ])
    .executeTakeFirstOrThrow()
  const { share, exact, starts } = counted
  const isQuicker = (place: number) => {
    const [all = 0, start = 0] = [exact[place], starts[place]]
    return share <= fewShare && all >= splitShare && start <= all * mostOfStart
  }
  return {
    share,
    conditions: parts.flatMap((part) => {
      if (!('exact' in part)) return [part]
      return isQuicker(splits.indexOf(part)) ? [part.start, part.rest] : [part.exact]
    }),
  }
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
