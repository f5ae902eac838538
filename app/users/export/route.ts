import { siteOrigin } from '#actions/request/site-origin.server.ts'
import { currentViewer } from '#actions/request/viewer.server.ts'
import { mostSheetRows } from '#actions/spreadsheet/write-xlsx.server.ts'
import { streamUsers } from '#app/api/users/stream.ts'
import { database } from '#db/database.ts'
import { levelOf, may } from '#db/policy.ts'
import { readSettings } from '#db/settings/settings.ts'
import { mostSelected } from '#db/users/limits.ts'
import { countUpTo } from '#db/users/matches.ts'
import { guardedRoute } from '../../request/guarded-route.ts'
import { addressOf } from '../../ui/address-of.ts'
import { inDigits } from '../count.ts'
import { parseChosen, type Sort } from '../query/list-query.ts'
import { attachment } from './attachment.ts'
import { exportColumns } from './columns.ts'
import { formatOf, formats } from './formats.ts'
import { keepFormat } from './kept-format.ts'
import { writerOf } from './writers.ts'

/** Uses the same search and filters as the page of the list, or its ticks. */
export const GET = guardedRoute(async (request: Request) => {
  const viewer = await currentViewer()
  const { searchParams } = new URL(request.url)
  // Signing in leads to the list: a file would leave them on the sign-in page.
  if (!viewer) return new Response(null, { status: 303, headers: { Location: signInFor(searchParams) } })
  if (!may(viewer, 'read')) return new Response(null, { status: 403 })
  const format = formatOf(searchParams)
  if (!format) return refusal(400, unknownFormat)
  const level = levelOf(viewer)
  const { query: list, chosen, leftOut } = parseChosen(parametersIn(searchParams), level)
  if (leftOut > 0) return refusal(422, tooManyTicks)
  const matches = { level, scope: 'untrashed' as const, filters: chosen }
  if (format === 'xlsx' && (await countUpTo(database(), matches, mostSheetRows + 1)) > mostSheetRows)
    return refusal(422, tooMany)
  const { organisation } = await readSettings(database())
  const given = { columns: exportColumns(level), origin: await siteOrigin(), organisation }
  const query = { ...matches, order: orderOf(list.sort) }
  const { body } = await streamUsers(query, writerOf(format, given))
  const { ending, type } = formats[format]
  const file = attachment(body, { name: `users-${new Date().toISOString().slice(0, 10)}.${ending}`, type })
  // A bookmark without a format is no choice, and ticked people have only one.
  if (searchParams.has('format') && list.selected.length === 0)
    file.headers.append('Set-Cookie', keepFormat(format))
  return file
})

const unknownFormat =
  'The format must be csv, xlsx or vcard, and the separator of a CSV comma or semicolon. Download the list from its page'
const tooMany = `A sheet holds ${inDigits(mostSheetRows)} people at most, and this list has more. Download it as CSV, or search for some of them`
const tooManyTicks = `At most ${inDigits(mostSelected)} ticked people are downloaded at once. Tick fewer, or download the list`

function refusal(status: number, message: string): Response {
  return new Response(`${message}\n`, { status, headers: { 'Cache-Control': 'no-store' } })
}

/** Without what concerns the file alone. */
function signInFor(parameters: URLSearchParams): string {
  const search = [...parameters].filter(([name]) => name !== 'format' && name !== 'separator')
  const list = addressOf('/users', new URLSearchParams(search))
  return addressOf('/sign-in', new URLSearchParams({ next: list }))
}

function parametersIn(parameters: URLSearchParams): Record<string, string | string[]> {
  const values = (name: string) => {
    const all = parameters.getAll(name)
    return all.length > 1 ? all : String(all[0])
  }
  return Object.fromEntries([...parameters.keys()].map((name) => [name, values(name)]))
}

/**
 * Other people write during an export, and an order by last change could move a person out of the part still to be
 * read.
 */
function orderOf(sort: Sort | undefined): Exclude<Sort, 'updatedAt' | '-updatedAt'> | 'id' {
  return sort === undefined || sort === 'updatedAt' || sort === '-updatedAt' ? 'id' : sort
}
