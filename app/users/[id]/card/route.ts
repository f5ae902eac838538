import { siteOrigin } from '#actions/request/site-origin.server.ts'
import { currentViewer } from '#actions/request/viewer.server.ts'
import { mediaTypes } from '#app/api/http/media-type.ts'
import { vcardWriter } from '#app/api/users/vcards.ts'
import { parseId } from '#db/ids.ts'
import { levelOf } from '#db/policy.ts'
import { readFresh } from '#db/standby.ts'
import { scopeOf } from '#db/users/find.ts'
import { findJson } from '#db/users/json.ts'
import { guardedRoute } from '../../../request/guarded-route.ts'
import { attachment } from '../../export/attachment.ts'

type Context = RouteContext<'/users/[id]/card'>

/** The contact of one person as a file, with what their page shows to this viewer. */
export const GET = guardedRoute(async (_: Request, { params }: Context) => {
  const viewer = await currentViewer()
  const level = levelOf(viewer)
  const id = parseId((await params).id) ?? 0
  const found = await readFresh((db) => findJson(db, id, { level, scope: scopeOf(level), fields: undefined }))
  const { json, organisation, publicView } = found
  // Signing in leads to the page of the person: a file would leave them on the sign-in page.
  if (!viewer && !publicView)
    return new Response(null, { status: 303, headers: { Location: `/sign-in?next=/users/${id}` } })
  if (json === null)
    return new Response('There is no such person.\n', {
      status: 404,
      headers: { 'Cache-Control': 'no-store' },
    })
  const card = vcardWriter({ origin: await siteOrigin(), organisation })([json])
  const { name } = JSON.parse(json) as { name: string }
  const type = `${mediaTypes.vcard}; charset=utf-8`
  return attachment(card, { name: `person-${id}.vcf`, title: `${name}.vcf`, type })
})
