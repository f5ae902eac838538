import { type RawBuilder, sql } from 'kysely'
import type { Executor } from '../database.ts'
import { idIn } from '../id-in.ts'
import type { Cursor, Order, SortKey } from '../paging.ts'
import type { Level } from '../policy.ts'
import { conditionsOf, type Filters } from './filters.ts'
import { type Scope, usersIn } from './find.ts'

export type Walk = {
  scope: Scope
  order: Order
  /** Words are searched only in the text that `level` may see. */
  filters?: Filters
  level?: Level
  /** All matching ids, if they are few: then the words are not searched again. */
  among?: readonly number[] | undefined
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

/** Most people are active, so a walk may skip the others quickly. Other conditions may match few. */
function conditionsFor({ filters = {}, level = 'public' }: Pick<Walk, 'filters' | 'level'>) {
  const { status, ...others } = filters
  if (status !== 'active') return { wide: [], narrow: conditionsOf(filters, level) }
  return { wide: conditionsOf({ status }, level), narrow: conditionsOf(others, level) }
}

/** The near query reads at most this many rows of the order: per row wanted, and in total. */
const nearRows = { perWanted: 100, most: 30_000 }

type Choice = { narrowing: RawBuilder<boolean>[]; along: Stretch; limit: number }

/**
 * Searches the next rows of the order first and, if these have too few matches, all rows. Statistics do not say which
 * is faster.
 */
function chosen(db: Executor, users: ReturnType<typeof usersIn>, { narrowing, along, limit }: Choice) {
  const next = inOrder(users, along, 'column')
    .selectAll()
    .limit(Math.min(nearRows.perWanted * (limit + 1), nearRows.most))
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

/** `unindexed` is the column as an expression that no index has; `text` is its form in a cursor. */
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

/** In UTC, to the millisecond. */
export function rfc3339(column: string): string {
  return `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
}
