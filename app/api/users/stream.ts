import { Readable } from 'node:stream'
import { type Cursor, decodeCursor } from '#db/paging.ts'
import { readFresh } from '#db/standby.ts'
import { filterKey } from '#db/users/filters.ts'
import { type ListQuery, listJson } from '#db/users/json.ts'

type Options = {
  limit?: number | undefined
  /** Turns a batch of users, each as JSON, into output. Called for each batch in turn. */
  write: (users: readonly string[]) => string
  /** What follows the last batch. */
  end?: string
  /** Turns the output into bytes of another kind, such as a packed file. */
  pack?: (output: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>
}

const batch = 1_000

/**
 * Reads in batches at the pace of the client: memory stays constant, a slow client holds no connection, and a client
 * that disconnects ends the reading.
 */
export async function streamUsers(
  query: Omit<ListQuery, 'limit'>,
  { limit, write, end = '', pack = (output) => output }: Options,
) {
  // The first batch is read before the status is sent, so that an unavailable database is a 503.
  const first = await readBatch(query, limit)
  const { settings } = first
  return {
    settings,
    body: Readable.toWeb(Readable.from(pack(lines(first)), { objectMode: false })) as ReadableStream,
  }

  async function* lines(start: Batch): AsyncGenerator<Uint8Array> {
    const encoder = new TextEncoder()
    let left = limit
    for (let page: Batch | undefined = start; page; ) {
      yield encoder.encode(write(page.users))
      left = left === undefined ? undefined : left - batch
      const from: Cursor | undefined = page.next && (left === undefined || left > 0) ? page.next : undefined
      page = from ? await readBatch({ ...query, from }, left) : undefined
    }
    if (end) yield encoder.encode(end)
  }
}

type Batch = Awaited<ReturnType<typeof readBatch>>

async function readBatch(query: Omit<ListQuery, 'limit'>, left = batch) {
  const { users, next, ...settings } = await readFresh((db) =>
    listJson(db, { ...query, limit: Math.min(left, batch) }),
  )
  const list = { order: query.order, filter: filterKey(query.filters ?? {}) }
  return { users, settings, next: next === undefined ? undefined : decodeCursor(next, list) }
}
