import { z } from 'zod'
import { largestInteger } from './ids.ts'

export type SortKey = 'id' | 'name' | 'surname' | 'jobTitle' | 'updatedAt'

/** "-" means descending; "match" puts the best matches of a search first. */
export type Order = SortKey | `-${SortKey}` | 'match'

const orders = [
  'id',
  '-id',
  'name',
  '-name',
  'surname',
  '-surname',
  'jobTitle',
  '-jobTitle',
  'updatedAt',
  '-updatedAt',
  'match',
] as const satisfies Order[]

export function parseOrder(order: Exclude<Order, 'match'>): { by: SortKey; descending: boolean } {
  const descending = order.startsWith('-')
  return { by: (descending ? order.slice(1) : order) as SortKey, descending }
}

/** A place between two rows, and a direction. `key` is the value that the order compares before the id. */
export type Cursor = { order: Order; towards: 'next' | 'previous'; key?: string | undefined; id: number }

export type PageEnds = { previous: string | undefined; next: string | undefined }

export type Page<Row> = PageEnds & { rows: Row[] }

/** Cursors are valid only for the order and the filters that they were made for. */
export type Listed = { order: Order; filter?: string }

const longestKey = 1_000

const cursorShape = z.tuple([
  z.enum(orders),
  z.enum(['next', 'previous']),
  z.number().int().min(0).max(largestInteger),
  z.string(),
  z.string().max(longestKey).optional(),
])
const moment = z
  .string()
  .regex(/^(?!0000)/)
  .pipe(z.iso.datetime({ precision: 3 }))

export function encodeCursor({ order, towards, id, key }: Cursor, filter = ''): string {
  const parts = [order, towards, id, filter, ...(key === undefined ? [] : [key])]
  return Buffer.from(JSON.stringify(parts)).toString('base64url')
}

/** Undefined when the cursor is damaged or was made for another list. */
export function decodeCursor(text: string, { order, filter = '' }: Listed): Cursor | undefined {
  try {
    const parts = JSON.parse(Buffer.from(text, 'base64url').toString())
    const [made, towards, id, through, key] = cursorShape.parse(parts)
    return made === order && through === filter && fits(order, key) ? { order, towards, id, key } : undefined
  } catch {
    return undefined
  }
}

function fits(order: Order, key: string | undefined): boolean {
  if (order === 'id' || order === '-id') return key === undefined
  if (order === 'updatedAt' || order === '-updatedAt') return moment.safeParse(key).success
  if (order === 'match' && !/^[0-6]/.test(key ?? '')) return false
  // PostgreSQL stores no NUL.
  return key !== undefined && !key.includes('\0')
}

type Place = { id: number; key?: string | null }
type Walked = Listed & { from?: Cursor | undefined; limit: number }

/**
 * Cuts a page from rows fetched in walking order, one more than `limit` where there are more.
 * @param ends - the places of the page's first and last row, also in walking order
 */
export function cutPage<Row>(
  fetched: readonly Row[],
  ends: readonly [Place | undefined, Place | undefined],
  { order, filter, from, limit }: Walked,
): Page<Row> {
  const backwards = from?.towards === 'previous'
  const more = fetched.length > limit
  const rows = fetched.slice(0, limit)
  const [first, last] = backwards ? ends.toReversed() : ends
  const cursor = (row: Place | undefined, towards: Cursor['towards']) =>
    row && encodeCursor({ order, towards, id: row.id, key: row.key ?? undefined }, filter)
  return {
    rows: backwards ? rows.reverse() : rows,
    previous: (backwards ? more : from !== undefined) ? cursor(first, 'previous') : undefined,
    next: (backwards ? true : more) ? cursor(last, 'next') : undefined,
  }
}
