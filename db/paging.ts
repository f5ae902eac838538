import { z } from 'zod'

/** The orders in which users can be walked; each ends in the id, so no two rows tie. */
export type Order = 'id' | 'recent'

/** A place between two rows, and which way to walk from it. `key` is what the order compares before the id. */
export type Cursor = { order: Order; towards: 'next' | 'previous'; key?: string | undefined; id: number }

/** The cursors that continue on either side of a page where there is more. */
export type PageEnds = { previous: string | undefined; next: string | undefined }

/** Some rows, and where to go on from them. */
export type Page<Row> = PageEnds & { rows: Row[] }

const cursorShape = z.tuple([
  z.enum(['id', 'recent']),
  z.enum(['next', 'previous']),
  z.number().int().min(0).max(2_147_483_647),
  z
    .string()
    .regex(/^(?!0000)/)
    .pipe(z.iso.datetime({ precision: 3 }))
    .optional(),
])

/** A cursor as an opaque word for an address. */
export function encodeCursor({ order, towards, id, key }: Cursor): string {
  return Buffer.from(JSON.stringify([order, towards, id, ...(key ? [key] : [])])).toString('base64url')
}

/** Reads a cursor; undefined when it is damaged or was made for another order. */
export function decodeCursor(text: string, order: Order): Cursor | undefined {
  try {
    const [made, towards, id, key] = cursorShape.parse(JSON.parse(Buffer.from(text, 'base64url').toString()))
    return made === order && (order === 'recent') === (key !== undefined)
      ? { order, towards, id, key }
      : undefined
  } catch {
    return undefined
  }
}

type Place = { id: number; updatedAt?: Date }
type Walked = { order: Order; from?: Cursor | undefined; limit: number }

/** Cuts a page from rows fetched in walking order, one more than `limit` where there are more. */
export function cutPage<Row extends Place>(fetched: Row[], walked: Walked): Page<Row> {
  const rows = fetched.slice(0, walked.limit)
  if (walked.from?.towards === 'previous') rows.reverse()
  return { rows, ...pageEnds(rows[0], rows.at(-1), fetched.length, walked) }
}

/** The cursors on either side of a page, from its first and last row and how many rows the walk found. */
export function pageEnds(
  first: Place | undefined,
  last: Place | undefined,
  found: number,
  { order, from, limit }: Walked,
): PageEnds {
  const backwards = from?.towards === 'previous'
  const more = found > limit
  return {
    previous: (backwards ? more : from !== undefined) ? place(first, order, 'previous') : undefined,
    next: (backwards ? true : more) ? place(last, order, 'next') : undefined,
  }
}

function place(row: Place | undefined, order: Order, towards: Cursor['towards']): string | undefined {
  if (!row) return undefined
  const key = order === 'recent' ? row.updatedAt?.toISOString() : undefined
  return encodeCursor({ order, towards, id: row.id, key })
}
