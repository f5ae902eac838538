import { lacksSecondFactor } from '#actions/form/rights.server.ts'
import { currentViewer } from '#actions/request/viewer.server.ts'
import { shownLinks } from '#actions/sign-in/invitations.server.ts'
import { toCsv } from '#actions/spreadsheet/write-csv.server.ts'
import { may } from '#db/policy.ts'
import { guardedRoute } from '../../../request/guarded-route.ts'
import { attachment, csvType } from '../../../users/export/attachment.ts'

/** The links of the page, as long as it shows them. */
export const GET = guardedRoute(async () => {
  const viewer = await currentViewer()
  if (!viewer || !may(viewer, 'manage') || (await lacksSecondFactor(viewer, 'manage')))
    return new Response(null, { status: 403 })
  const links = await shownLinks()
  if (links.length === 0) return new Response(null, { status: 303, headers: { Location: '/accounts/links' } })
  const rows = [['name', 'email', 'link'], ...links.map(({ name, email, link }) => [name, email, link])]
  return attachment(toCsv(rows, { bom: true }), { name: 'one-time-links.csv', type: csvType })
})
