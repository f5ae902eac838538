import type { Executor } from '../database.ts'
import { cutPage, type Page, parseOrder } from '../paging.ts'
import type { User } from '../tables.ts'
import { bestFirst } from './best-first.ts'
import { filterKey } from './filters.ts'
import { userColumns } from './find.ts'
import { type IndexedWalk, stretch, type Walk } from './walk.ts'

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

/** The rows of a page in walking order and, if there are more, one more row, as `cutPage` takes them. */
export function usersFrom(db: Executor, { order, ...walk }: IndexedWalk) {
  const { by, descending } = parseOrder(order)
  const backwards = walk.from?.towards === 'previous'
  return stretch(db, walk, { by, from: walk.from, descending: descending !== backwards })
}

export function listed(walk: Pick<Walk, 'order' | 'filters' | 'from' | 'limit'>) {
  return { order: walk.order, filter: filterKey(walk.filters ?? {}), from: walk.from, limit: walk.limit }
}
