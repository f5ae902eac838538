import { redirect } from 'next/navigation'
import { follow } from '#actions/form/notice.server.ts'
import { currentViewer } from '#actions/request/viewer.server.ts'
import { database } from '#db/database.ts'
import { parseId } from '#db/ids.ts'
import { find } from '#db/large-writes.ts'
import { may } from '#db/policy.ts'
import { guardedRoute } from '../../../../request/guarded-route.ts'

/** Leads from a large write that is over to what became of it: a page cannot set the cookie of a notice. */
export const GET = guardedRoute(
  async (_request: Request, { params }: RouteContext<'/users/saving/[id]/end'>): Promise<Response> => {
    const [viewer, { id }] = [await currentViewer(), await params]
    const number = parseId(id)
    const write =
      viewer && number && may(viewer, 'edit') ? await find(database(), number, viewer.id) : undefined
    // The page says why there is nothing to show, or how far it is.
    return write?.isOver ? follow(write) : redirect(`/users/saving/${encodeURIComponent(id)}`)
  },
)
