import { type RawBuilder, sql } from 'kysely'
import type { Executor } from '../database.ts'
import { idIn } from '../id-in.ts'
import type { Cursor, Order, SortKey } from '../paging.ts'
import type { Level } from '../policy.ts'
import { conditionsOf, type Filters } from './filters.ts'
import { type Scope, usersIn } from './find.ts'
import { keys } from './orders.ts'

export type Walk = {
  scope: Scope
  order: Order
  /** Words are searched only in the text that `level` may see. */
  filters?: Filters
  level?: Level
  /** All matching ids, if they are few: then the words are not searched again. */
  among?: readonly number[] | undefined
  /** More people match than it pays to find them all. */
  plenty?: boolean | undefined
  from?: Cursor | undefined
  limit: number
}

export type IndexedWalk = Walk & { order: Exclude<Order, 'match'> }

export type Stretch = {
  by: SortKey
  from: Pick<Cursor, 'id' | 'key'> | undefined
  descending: boolean
  /** A condition that the index of the order supports. */
  within?: RawBuilder<boolean>
  /** A condition without an index. */
  besides?: RawBuilder<boolean>
}

/** One row more than `limit` if there are more. `key` is the value that the order compares before the id. */
export function stretch(db: Executor, walk: Omit<Walk, 'order'>, along: Stretch) {
  const { scope, among, limit, plenty = false } = walk
  const { wide, narrow } = among ? { wide: [], narrow: [idIn(among)] } : conditionsFor(walk, along.by)
  const { from, within, besides } = along
  const users = where(usersIn(db, scope), [
    ...wide,
    ...(from ? [isBehind(from, along)] : []),
    ...(within ? [within] : []),
  ])
  const narrowing = [...narrow, ...(besides ? [besides] : [])]
  const direct = inOrder(where(users, narrowing), along, 'column')
    .select(keyOf(along))
    .limit(limit + 1)
  if (among || narrowing.length === 0) return direct
  return chosen(db, users, { narrowing, along, limit, plenty }) as typeof direct
}

/**
 * A walk may skip people who do not match these conditions: most people are active, and indexes hold the people of a
 * status, and of a location and status, by name. Other conditions may match few.
 */
function conditionsFor({ filters = {}, level = 'public' }: Pick<Walk, 'filters' | 'level'>, by: SortKey) {
  const { status, location, ...others } = filters
  const isIndexed = by === 'name' && status !== undefined
  const wide = {
    status: status === 'active' || isIndexed ? status : undefined,
    location: isIndexed && location?.length === 1 ? location : undefined,
  }
  const narrow = {
    ...others,
    status: wide.status ? undefined : status,
    location: wide.location ? undefined : location,
  }
  return { wide: conditionsOf(wide, level), narrow: conditionsOf(narrow, level) }
}

/** The near query reads at most this many rows of the order: per row wanted, per row wanted of plenty, and in total. */
const nearRows = { perWanted: 100, perWantedOfPlenty: 400, most: 30_000 }

type Choice = { narrowing: RawBuilder<boolean>[]; along: Stretch; limit: number; plenty: boolean }

/**
 * Searches the next rows of the order first and, if these have too few matches, all rows. Statistics do not say which
 * is faster.
 */
function chosen(
  db: Executor,
  users: ReturnType<typeof usersIn>,
  { narrowing, along, limit, plenty }: Choice,
) {
  const perWanted = plenty ? nearRows.perWantedOfPlenty : nearRows.perWanted
  const nearLimit = Math.min(perWanted * (limit + 1), nearRows.most)
  const next = inOrder(users, along, 'column').selectAll().limit(nearLimit).as('next')
  const place = ['id as placeId', keyOf(along)] as const
  const near = inOrder(where(db.selectFrom(next), narrowing).select(place), along, 'column').limit(limit + 1)
  const far = inOrder(where(users, narrowing).select(place), along, 'unindexed').limit(limit + 1)
  // A range that the near query has read to its end has no more.
  const behind = inOrder(users, along, 'column').select('id').offset(nearLimit).limit(1)
  const isEnough = along.within
    ? sql<boolean>`((select count(*) > ${limit} from near) or not exists (${behind}))`
    : sql<boolean>`(select count(*) > ${limit} from near)`
  const places = db
    .with(
      (cte) => cte('near').materialized(),
      () => near,
    )
    .selectFrom('near')
    .select(['placeId', 'key'])
    .where(isEnough)
    .unionAll((eb) =>
      eb.selectFrom(far.as('far')).select(['placeId', 'key']).where(sql<boolean>`not ${isEnough}`),
    )
    .as('places')
  const direction = along.descending ? 'desc' : 'asc'
  return db
    .selectFrom('users')
    .innerJoin(places, 'places.placeId', 'users.id')
    .select('key')
    .orderBy(sql`places.key collate "C"`, direction)
    .orderBy('id', direction)
}

function keyOf({ by }: Stretch) {
  return sql<string | null>`${sql.raw(keys[by].text)}`.as('key')
}

function isBehind({ id, key }: Pick<Cursor, 'id' | 'key'>, { by, descending }: Stretch): RawBuilder<boolean> {
  const sign = sql.raw(descending ? '<' : '>')
  if (key === undefined) return sql`id ${sign} ${id}::integer`
  const { column, type } = keys[by]
  return sql`(${sql.raw(column)}, id) ${sign} (${key}::${sql.raw(type)}, ${id}::integer)`
}

type Ordered<Query> = { orderBy(expression: RawBuilder<unknown>, direction: 'asc' | 'desc'): Query }

/** `unindexed` stops PostgreSQL from walking the index, for rows that are sorted after all are found. */
function inOrder<Query extends Ordered<Query>>(
  query: Query,
  { by, descending }: Stretch,
  how: 'column' | 'unindexed',
): Query {
  const direction = descending ? 'desc' : 'asc'
  const sorted = by === 'id' ? query : query.orderBy(sql.raw(keys[by][how]), direction)
  return sorted.orderBy(sql.raw(keys.id[how]), direction)
}

export function where<Query extends { where(condition: RawBuilder<boolean>): Query }>(
  query: Query,
  conditions: readonly RawBuilder<boolean>[],
): Query {
  return conditions.reduce((narrowed, condition) => narrowed.where(condition), query)
}
