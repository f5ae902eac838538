import { currentViewer } from '#actions/request/viewer.server.ts'
import { may } from '#db/policy.ts'
import { guardedRoute } from '../../../request/guarded-route.ts'
import { attachment } from '../../export/attachment.ts'
import { fieldColumns } from '../../export/columns.ts'
import { formatOf, formats } from '../../export/formats.ts'
import { emptyFile } from '../../export/writers.ts'

/**
 * The names of the columns, to fill in below them. Without ids, because those in it are new, and without an example, which
 * somebody would import.
 */
export const GET = guardedRoute(async (request: Request) => {
  const viewer = await currentViewer()
  if (!viewer)
    return new Response(null, { status: 303, headers: { Location: '/sign-in?next=/users/import' } })
  if (!may(viewer, 'edit')) return new Response(null, { status: 403 })
  const format = formatOf(new URL(request.url).searchParams)
  if (!format || format === 'vcard') return new Response(null, { status: 400 })
  const { ending, type } = formats[format]
  return attachment(emptyFile(format, fieldColumns), { name: `people-template.${ending}`, type })
})
