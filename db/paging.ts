import { z } from 'zod'

/** The orders in which users can be walked; each ends in the id, so no two rows tie. */
export type Order = 'id' | 'recent'

/** A place between two rows, and which way to walk from it. `key` is what the order compares before the id. */
export type Cursor = { order: Order; towards: 'next' | 'previous'; key?: string | undefined; id: number }

/** Some rows, with the cursors that continue on either side where there is more. */
export type Page<Row> = { rows: Row[]; previous: string | undefined; next: string | undefined }

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

type Place = { id: number; updatedAt: Date }

/** Cuts a page from rows fetched in walking order, one more than `limit` where there are more. */
export function cutPage<Row extends Place>(
  fetched: Row[],
  limit: number,
  order: Order,
  from?: Cursor,
): Page<Row> {
  const backwards = from?.towards === 'previous'
  const more = fetched.length > limit
  const rows = fetched.slice(0, limit)
  if (backwards) rows.reverse()
  return {
    rows,
    previous: (backwards ? more : from !== undefined) ? place(rows[0], order, 'previous') : undefined,
    next: (backwards ? true : more) ? place(rows.at(-1), order, 'next') : undefined,
  }
}

function place(row: Place | undefined, order: Order, towards: Cursor['towards']): string | undefined {
  if (!row) return undefined
  return encodeCursor({
    order,
    towards,
    id: row.id,
    key: order === 'recent' ? row.updatedAt.toISOString() : undefined,
  })
}
