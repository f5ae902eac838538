import { stringify } from 'csv-stringify/sync'
import { dryRun } from '#actions/imports/dry-run.server.ts'
import { currentViewer } from '#actions/request/viewer.server.ts'
import { csvDialect } from '#actions/spreadsheet/csv-dialect.server.ts'
import { guardQuotes, unescapeFormula } from '#actions/spreadsheet/formula.server.ts'
import { NotFound } from '#db/errors.ts'
import { findImport } from '#db/imports/find.ts'
import { may } from '#db/policy.ts'
import { byId } from '../../../../request/by-id.ts'
import { guardedRoute } from '../../../../request/guarded-route.ts'
import { attachment } from '../../../export/attachment.ts'

const reason = 'Why it was refused'

type Context = RouteContext<'/users/import/[id]/refused'>

/** The rows of a file that would not be taken, as a file to mend and import again, each with the reasons at its end. */
export const GET = guardedRoute(async (_request: Request, { params }: Context) => {
  const viewer = await currentViewer()
  if (!viewer)
    return new Response(null, { status: 303, headers: { Location: '/sign-in?next=/users/import' } })
  if (!may(viewer, 'edit')) return new Response(null, { status: 403 })
  try {
    const file = await byId('import', (db, id) => findImport(db, id, viewer.id))(await params)
    if (file.state !== 'staged') throw new NotFound('import')
    const {
      plan,
      table: { head },
    } = await dryRun(file)
    // A file that was mended before has the column of then.
    const columns = [...head.keys()].filter((index) => head[index] !== reason)
    const rows = plan.refused.map(({ row, problems }) => {
      const reasons = problems.map(({ column, message }) => (column ? `${column}: ${message}` : message))
      // Cells without a column stay behind the reasons, so that they are refused again until they are mended.
      const surplus = row.cells.slice(head.length)
      return [...columns.map((index) => row.cells[index] ?? ''), reasons.join('\n'), ...surplus]
    })
    return attachment(toCsv([[...columns.map((index) => head[index] ?? ''), reason], ...rows]), 'refused.csv')
  } catch (error) {
    if (error instanceof NotFound) return new Response(null, { status: 404 })
    throw error
  }
})

function toCsv(rows: string[][]): string {
  const cells = rows.map((row) => row.map((cell) => guardQuotes(unescapeFormula(cell))))
  return stringify(cells, { bom: true, ...csvDialect })
}
