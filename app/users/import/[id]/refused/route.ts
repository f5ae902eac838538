import { dryRun } from '#actions/imports/dry-run.server.ts'
import { refusedRows } from '#actions/imports/left-out-file.server.ts'
import { importOptions } from '#actions/imports.schema.ts'
import { currentViewer } from '#actions/request/viewer.server.ts'
import { database } from '#db/database.ts'
import { NotFound } from '#db/errors.ts'
import { contentOf, findImport, type Import } from '#db/imports/find.ts'
import { may } from '#db/policy.ts'
import { byId } from '../../../../request/by-id.ts'
import { guardedRoute } from '../../../../request/guarded-route.ts'
import { attachment, csvType } from '../../../export/attachment.ts'

type Context = RouteContext<'/users/import/[id]/refused'>

/** The rows of a file that would not be taken, or that were left out of an import. */
export const GET = guardedRoute(async (_request: Request, { params }: Context) => {
  const viewer = await currentViewer()
  if (!viewer)
    return new Response(null, { status: 303, headers: { Location: '/sign-in?next=/users/import' } })
  if (!may(viewer, 'edit')) return new Response(null, { status: 403 })
  try {
    const file = await byId('import', (db, id) => findImport(db, id, viewer.id))(await params)
    return attachment(await rowsOf(file), { name: 'refused.csv', type: csvType })
  } catch (error) {
    if (error instanceof NotFound) return new Response(null, { status: 404 })
    throw error
  }
})

/** @throws NotFound */
async function rowsOf(file: Import): Promise<string> {
  if (file.keepsRows) return (await contentOf(database(), file.id)).toString()
  if (file.state !== 'staged') throw new NotFound('import')
  return refusedRows(await dryRun(file), importOptions.parse(file.options))
}
