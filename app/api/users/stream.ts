import { Readable } from 'node:stream'
import { stringify } from 'csv-stringify/sync'
import type { Executor } from '#db/database.ts'
import { type Cursor, decodeCursor } from '#db/paging.ts'
import { visibleFields } from '#db/policy.ts'
import { filterKey } from '#db/user-filters.ts'
import { type ListQuery, listJson } from '#db/users-json.ts'

type Options = { format: 'jsonl' | 'csv'; limit: number | undefined; bom: boolean }

const batch = 1_000

/**
 * All users that match, one on each line, read in batches while the client takes them: memory stays flat, a slow client
 * holds no connection, and one that goes away ends the reading.
 */
export async function streamUsers(db: Executor, query: Omit<ListQuery, 'limit'>, options: Options) {
  // The first batch is read before the status is sent, so that a database that is away is a 503.
  const first = await readBatch(db, query, options.limit)
  const write =
    options.format === 'csv' ? csvWriter(query, options.bom) : ({ body }: Batch) => body && `${body}\n`
  const { settings } = first
  return {
    settings,
    body: Readable.toWeb(Readable.from(lines(first), { objectMode: false })) as ReadableStream,
  }

  async function* lines(start: Batch): AsyncGenerator<Uint8Array> {
    const encoder = new TextEncoder()
    let left = options.limit
    for (let page: Batch | undefined = start; page; ) {
      yield encoder.encode(write(page))
      left = left === undefined ? undefined : left - batch
      const from: Cursor | undefined = page.next && (left === undefined || left > 0) ? page.next : undefined
      page = from ? await readBatch(db, { ...query, from }, left) : undefined
    }
  }
}

type Batch = Awaited<ReturnType<typeof readBatch>>

async function readBatch(db: Executor, query: Omit<ListQuery, 'limit'>, left = batch) {
  const { body, next, ...settings } = await listJson(db, {
    ...query,
    limit: Math.min(left, batch),
    separator: '\n',
  })
  const list = { order: query.order, filter: filterKey(query.filters ?? {}) }
  return { body, settings, next: next === undefined ? undefined : decodeCursor(next, list) }
}

/** Cells that a spreadsheet would run as formulas are escaped. Links stand one on a line: label, space, address; teams too, by name. */
function csvWriter({ level, fields }: Omit<ListQuery, 'limit'>, bom: boolean) {
  const columns = visibleFields(level).filter((field) => !fields || fields.includes(field))
  let header = true
  return ({ body }: Batch) => {
    const rows = body.split('\n').filter(Boolean).map(toRow)
    const text = stringify(rows, {
      columns: [...columns],
      header,
      escape_formulas: true,
      record_delimiter: '\r\n',
      // It only quotes the two together.
      quoted_match: /[\r\n]/,
    })
    const mark = header && bom ? '\ufeff' : ''
    header = false
    return `${mark}${text}`
  }
}

function toRow(line: string): Record<string, unknown> {
  const { links, teams, ...user } = JSON.parse(line) as {
    links?: { label?: string; url: string }[]
    teams?: { name: string }[]
  }
  return {
    ...user,
    teams: teams?.map(({ name }) => name).join('\n'),
    links: links?.map(({ label, url }) => (label ? `${label} ${url}` : url)).join('\n'),
  }
}
