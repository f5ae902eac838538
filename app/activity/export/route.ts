import { Readable } from 'node:stream'
import { mayNow } from '#actions/form/rights.server.ts'
import { dayOf } from '#actions/form/times.server.ts'
import { currentViewer } from '#actions/request/viewer.server.ts'
import { toCsv } from '#actions/spreadsheet/write-csv.server.ts'
import { type DeedFilters, type ShownDeed, timeline } from '#db/audit/timeline.ts'
import { database, type Executor } from '#db/database.ts'
import { type Actor, levelOf, may, visibleFields } from '#db/policy.ts'
import { guardedRoute } from '../../request/guarded-route.ts'
import { currentTimeZone } from '../../request/time-zone.ts'
import { addressOf } from '../../ui/address-of.ts'
import { attachment, csvType } from '../../users/export/attachment.ts'
import { parametersOf, parseActivityQuery } from '../query.ts'
import { filtersOf, readTeamNames } from '../read-activity.ts'
import { csvHead, csvRow } from './csv.ts'

/** The timeline with the filters of its page, without old and new values. */
export const GET = guardedRoute(async (request: Request) => {
  const viewer = await currentViewer()
  const parameters = Object.fromEntries(new URL(request.url).searchParams)
  const withAccounts = await mayNow(viewer, 'manage')
  const query = parseActivityQuery(parameters, withAccounts)
  if (!viewer) {
    const next = addressOf('/activity', parametersOf(query))
    return new Response(null, {
      status: 303,
      headers: { Location: addressOf('/sign-in', new URLSearchParams({ next })) },
    })
  }
  if (!may(viewer, 'edit')) return new Response(null, { status: 403 })
  const timeZone = await currentTimeZone()
  const filters = await filtersOf(database(), query, { viewer, timeZone })
  const body = Readable.toWeb(
    Readable.from(linesOf(database(), { filters, withAccounts, viewer })),
  ) as ReadableStream
  return attachment(body, { name: `activity-${dayOf(new Date(), timeZone)}.csv`, type: csvType })
})

const batch = 1_000

/** In batches, so that the memory does not follow from the length of the timeline. */
async function* linesOf(
  db: Executor,
  { filters, withAccounts, viewer }: { filters: DeedFilters; withAccounts: boolean; viewer: Actor },
): AsyncGenerator<Buffer> {
  const known = { teams: await readTeamNames(db), fields: visibleFields(levelOf(viewer)) }
  yield Buffer.from(toCsv([csvHead], { bom: true }))
  let before: number | undefined
  for (;;) {
    const deeds: ShownDeed[] = await timeline(db, {
      withAccounts,
      filters,
      before,
      limit: batch,
    })
    if (deeds.length === 0) return
    yield Buffer.from(toCsv(deeds.map((deed) => csvRow(deed, known))))
    before = deeds.at(-1)?.id
    if (deeds.length < batch) return
  }
}
