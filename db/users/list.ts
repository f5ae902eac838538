import { sql } from 'kysely'
import type { Executor } from '../database.ts'
import { cutPage, type Page, parseOrder } from '../paging.ts'
import type { User } from '../tables.ts'
import { conditionsOf, filterKey, startsWith } from './filters.ts'
import { userColumns, usersIn } from './find.ts'
import { type IndexedWalk, stretch, type Walk, where } from './walk.ts'

export async function list(db: Executor, { order, ...walk }: Walk): Promise<Page<User>> {
  const fetched =
    order === 'match'
      ? await bestFirst(db, walk)
      : await usersFrom(db, { ...walk, order })
          .select(userColumns)
          .execute()
  const ends = [fetched[0], fetched.slice(0, walk.limit).at(-1)] as const
  const { rows, ...cursors } = cutPage(fetched, ends, listed({ ...walk, order }))
  return { ...cursors, rows: rows.map(({ key: _, ...user }) => user) }
}

type Matches = Pick<Walk, 'scope' | 'filters' | 'level'>

/** In no order, and at most `most`, so that the cost has a limit. */
export async function idsUpTo(db: Executor, matches: Matches, most: number): Promise<number[]> {
  const rows = await matching(db, matches).select('id').limit(most).execute()
  return rows.map(({ id }) => id)
}

/** At most `most`, so that the cost has a limit. */
export async function countUpTo(db: Executor, matches: Matches, most: number): Promise<number> {
  const { count } = await db
    .selectFrom(matching(db, matches).select('id').limit(most).as('matches'))
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

export function matching(db: Executor, { scope, filters = {}, level = 'public' }: Matches) {
  return where(usersIn(db, scope), conditionsOf(filters, level))
}

/** The rows of a page in walking order and, if there are more, one more row, as `cutPage` takes them. */
export function usersFrom(db: Executor, { order, ...walk }: IndexedWalk) {
  const { by, descending } = parseOrder(order)
  const backwards = walk.from?.towards === 'previous'
  return stretch(db, walk, { by, from: walk.from, descending: descending !== backwards })
}

/** The second query only runs if the first does not fill the page, because a search with few results is slow. */
async function bestFirst(db: Executor, walk: Omit<Walk, 'order'>) {
  const { from, limit, filters = {} } = walk
  const descending = from?.towards === 'previous'
  const starts = startsWith(filters)
  const ranks = [
    ['0', { within: starts }],
    ['1', { besides: sql<boolean>`not ${starts}` }],
  ] as const
  const rankOfPlace = from?.key?.slice(0, 1)
  const rows: (User & { key: string | null })[] = []
  for (const [rank, part] of descending ? ranks.toReversed() : ranks) {
    if (rankOfPlace && (descending ? rank > rankOfPlace : rank < rankOfPlace)) continue
    const place = from && rank === rankOfPlace ? { id: from.id, key: from.key?.slice(1) } : undefined
    const along = stretch(
      db,
      { ...walk, limit: limit - rows.length },
      { by: 'name', from: place, descending, ...part },
    )
    const found = await along.select(userColumns).execute()
    rows.push(...found.map((user) => ({ ...user, key: `${rank}${user.key}` })))
    if (rows.length > limit) break
  }
  return rows
}

export function listed(walk: Pick<Walk, 'order' | 'filters' | 'from' | 'limit'>) {
  return { order: walk.order, filter: filterKey(walk.filters ?? {}), from: walk.from, limit: walk.limit }
}
