import { type RawBuilder, sql } from 'kysely'
import type { Executor } from '../database.ts'
import { idIn } from '../id-in.ts'
import type { User } from '../tables.ts'
import { userColumns, usersIn } from './find.ts'
import { mostRanked } from './limits.ts'
import { type Matches, matching } from './matches.ts'
import { groupsOf, type Rank, type RankGroup, ranksOf } from './ranks.ts'
import { stretch, type Walk, where } from './walk.ts'

type Found = User & { key: string | null }
type Ranked = Omit<Walk, 'order'> & { descending: boolean }

/** Reads group after group until the page is full, because a search with few results is slow. */
export async function bestFirst(db: Executor, walk: Omit<Walk, 'order'>): Promise<Found[]> {
  const { from, limit, among, level = 'public', filters: { q = '' } = {} } = walk
  const descending = from?.towards === 'previous'
  const groups = among ? [{ ranks: ranksOf(q, level) }] : groupsOf(q, level)
  const rankOfPlace = from?.key?.slice(0, 1) ?? ''
  const rows: Found[] = []
  for (const group of descending ? groups.toReversed() : groups) {
    const [first = '', last = ''] = [group.ranks[0]?.rank, group.ranks.at(-1)?.rank]
    if (rankOfPlace && (descending ? first > rankOfPlace : last < rankOfPlace)) continue
    rows.push(...(await readGroup(db, { ...walk, descending, limit: limit - rows.length }, group)))
    if (rows.length > limit) break
  }
  return rows
}

/** The people of a group are sorted together if they are few. Others are walked rank by rank. */
async function readGroup(db: Executor, walk: Ranked, { ranks, indexed }: RankGroup): Promise<Found[]> {
  const { q: _, ...filters } = walk.filters ?? {}
  const unranked = { ...walk, filters }
  const among = walk.among ?? (indexed && (await idsOfFew(db, unranked, indexed)))
  if (among) return among.length > 0 ? sorted(db, { ...walk, among }, ranks) : []
  const rows: Found[] = []
  for (const rank of walk.descending ? ranks.toReversed() : ranks) {
    if (rows.length > walk.limit) break
    rows.push(...(await walkRank(db, { ...unranked, limit: walk.limit - rows.length }, rank)))
  }
  return rows
}

async function idsOfFew(
  db: Executor,
  matches: Matches,
  indexed: RawBuilder<boolean>,
): Promise<number[] | undefined> {
  const rows = await where(matching(db, matches), [indexed])
    .select('id')
    .limit(mostRanked + 1)
    .execute()
  return rows.length <= mostRanked ? rows.map(({ id }) => id) : undefined
}

async function walkRank(db: Executor, walk: Ranked, { rank, by, condition, better, within }: Rank) {
  const { from, descending } = walk
  const rankOfPlace = from?.key?.slice(0, 1)
  if (rankOfPlace && (descending ? rank > rankOfPlace : rank < rankOfPlace)) return []
  const besides = better ? sql<boolean>`${condition} and not ${better}` : condition
  const place = rank === rankOfPlace ? { id: from?.id ?? 0, key: from?.key?.slice(1) } : undefined
  const along = { by, from: place, descending, besides, ...(within && { within }) }
  const found = await stretch(db, walk, along).select(userColumns).execute()
  return found.map((user) => ({ ...user, key: `${rank}${user.key}` }))
}

async function sorted(db: Executor, walk: Ranked, ranks: readonly Rank[]): Promise<Found[]> {
  const { scope, among = [], from, limit, descending } = walk
  const cases = ranks.map(
    ({ rank, by, condition }) => sql`when ${condition} then ${rank} || ${sql.ref(`${by}Key`)}`,
  )
  const [first] = ranks
  // Those of a better rank are read by themselves.
  const key = sql<string>`case when ${first?.better ?? sql`false`} then null ${sql.join(cases, sql` `)} end`
  const direction = descending ? 'desc' : 'asc'
  const sign = sql.raw(descending ? '<' : '>')
  const places = db
    // Without it each key would be made twice.
    .with(
      (cte) => cte('ranked').materialized(),
      () =>
        usersIn(db, scope)
          .where(idIn(among))
          .select(['id as placeId', key.as('key')]),
    )
    .selectFrom('ranked')
    .select(['placeId', 'key'])
    .where('key', 'is not', null)
    .$if(from?.key !== undefined, (all) =>
      all.where(sql<boolean>`(key collate "C", place_id) ${sign} (${from?.key}, ${from?.id}::integer)`),
    )
    .orderBy(sql`key collate "C"`, direction)
    .orderBy('placeId', direction)
    .limit(limit + 1)
    .as('places')
  return db
    .selectFrom('users')
    .innerJoin(places, 'places.placeId', 'users.id')
    .select(userColumns)
    .select('key')
    .orderBy(sql`key collate "C"`, direction)
    .orderBy('id', direction)
    .execute()
}
