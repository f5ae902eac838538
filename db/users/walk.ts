import { type RawBuilder, sql } from 'kysely'
import type { Executor } from '../database.ts'
import { idIn } from '../id-in.ts'
import type { Cursor, Order, SortKey } from '../paging.ts'
import type { Level } from '../policy.ts'
import { conditionsOf, type Filters } from './filters.ts'
import { type Scope, usersIn } from './find.ts'

/** A page of users that is asked for. */
export type Walk = {
  scope: Scope
  order: Order
  /** Which users, as `level` may look for them. */
  filters?: Filters
  level?: Level
  /** The ids of all who match, where they are known and few: then the words are not looked for again. */
  among?: readonly number[] | undefined
  from?: Cursor | undefined
  limit: number
}

/** A walk along one index. */
export type IndexedWalk = Walk & { order: Exclude<Order, 'match'> }

/** A part of an order, which is walked in one direction. */
export type Stretch = {
  by: SortKey
  from: Pick<Cursor, 'id' | 'key'> | undefined
  descending: boolean
  /** A part of the order that its index finds. */
  within?: RawBuilder<boolean>
  /** What else must be so, and no index finds. */
  besides?: RawBuilder<boolean>
}

/**
 * Users who match, in an order, from a place in it on: as many as a page shows, and one more where there are more. Each has the
 * `key` that the order compares before the id.
 */
export function stretch(db: Executor, walk: Omit<Walk, 'order'>, along: Stretch) {
  const { scope, among, limit } = walk
  const { wide, narrow } = among ? { wide: [], narrow: [idIn(among)] } : conditionsFor(walk)
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
  return chosen(db, users, { narrowing, along, limit }) as typeof direct
}

/** Most people are active: walking past the others takes no time. What else is asked for may be rare. */
function conditionsFor({ filters = {}, level = 'public' }: Pick<Walk, 'filters' | 'level'>) {
  const { status, ...others } = filters
  if (status !== 'active') return { wide: [], narrow: conditionsOf(filters, level) }
  return { wide: conditionsOf({ status }, level), narrow: conditionsOf(others, level) }
}

/** How many rows are looked at in their order for each one wanted, before that is given up, and how many in all. */
const patience = { each: 100, all: 30_000 }

type Choice = { narrowing: RawBuilder<boolean>[]; along: Stretch; limit: number }

/**
 * Of users those that match: looked for among the next ones in order, and where these are too few, among all. Whether one or
 * the other is quick depends on where in the order they stand, which no statistics tell.
 */
function chosen(db: Executor, users: ReturnType<typeof usersIn>, { narrowing, along, limit }: Choice) {
  const next = inOrder(users, along, 'column')
    .selectAll()
    .limit(Math.min(patience.each * (limit + 1), patience.all))
    .as('next')
  const place = ['id as placeId', keyOf(along)] as const
  const near = inOrder(where(db.selectFrom(next), narrowing).select(place), along, 'column').limit(limit + 1)
  const far = inOrder(where(users, narrowing).select(place), along, 'unindexed').limit(limit + 1)
  const isEnough = sql<boolean>`(select count(*) > ${limit} from near)`
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

/** In the order of a stretch: along its index, or without that, for what is sorted once all of it is found. */
function inOrder<Query extends Ordered<Query>>(
  query: Query,
  { by, descending }: Stretch,
  how: 'column' | 'unindexed',
): Query {
  const direction = descending ? 'desc' : 'asc'
  const sorted = by === 'id' ? query : query.orderBy(sql.raw(keys[by][how]), direction)
  return sorted.orderBy(sql.raw(keys.id[how]), direction)
}

/** A query with more conditions. */
export function where<Query extends { where(condition: RawBuilder<boolean>): Query }>(
  query: Query,
  conditions: readonly RawBuilder<boolean>[],
): Query {
  return conditions.reduce((narrowed, condition) => narrowed.where(condition), query)
}

/**
 * What each order compares before the id: the column with an index, the same without it, its type, and how a cursor writes it.
 */
const keys: Record<SortKey, { column: string; unindexed: string; type: string; text: string }> = {
  id: { column: 'id', unindexed: 'id + 0', type: 'integer', text: 'null::text' },
  name: { column: 'name_key', unindexed: "name_key || ''", type: 'text', text: 'name_key' },
  jobTitle: {
    column: 'job_title_key',
    unindexed: "job_title_key || ''",
    type: 'text',
    text: 'job_title_key',
  },
  updatedAt: {
    column: 'updated_at',
    unindexed: "updated_at + interval '0'",
    type: 'timestamptz',
    text: rfc3339('updated_at'),
  },
}

/** A moment as JSON and cursors write it, to the millisecond. */
export function rfc3339(column: string): string {
  return `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
}
