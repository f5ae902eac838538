import { currentViewer } from '#actions/request/viewer.server.ts'
import { database } from '#db/database.ts'
import { ownData } from '#db/privacy/own-data.ts'
import { guardedRoute } from '../../request/guarded-route.ts'

export const GET = guardedRoute(async () => {
  const viewer = await currentViewer()
  if (!viewer) return new Response(null, { status: 303, headers: { Location: '/sign-in?next=/profile' } })
  const body = JSON.stringify(await ownData(database(), viewer), null, 2)
  return new Response(`${body}\n`, {
    headers: {
      'Content-Type': 'application/json',
      'Content-Disposition': 'attachment; filename="my-data.json"',
      'Cache-Control': 'private, no-store',
    },
  })
})
