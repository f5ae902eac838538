import { currentViewer } from '#actions/request/viewer.server.ts'
import { csvWriter } from '#app/api/users/csv.ts'
import { streamUsers } from '#app/api/users/stream.ts'
import { database } from '#db/database.ts'
import { levelOf, may } from '#db/policy.ts'
import { guardedRoute } from '../../request/guarded-route.ts'
import { addressOf } from '../../ui/address-of.ts'
import { parseListQuery, type Sort } from '../list/list-query.ts'
import { attachment } from './attachment.ts'
import { exportColumns } from './columns.ts'

/** Uses the same search and filters as the page of the list. */
export const GET = guardedRoute(async (request: Request) => {
  const viewer = await currentViewer()
  // Signing in leads to the list: a file would leave them on the sign-in page.
  if (!viewer) return new Response(null, { status: 303, headers: { Location: signInFor(request) } })
  if (!may(viewer, 'read')) return new Response(null, { status: 403 })
  const level = levelOf(viewer)
  const list = parseListQuery(parametersIn(request), level)
  const order = orderOf(list.sort)
  const query = { level, scope: 'untrashed' as const, order, filters: list.filters }
  const write = csvWriter({ columns: exportColumns, bom: true })
  const { body } = await streamUsers(database(), query, { write })
  return attachment(body, `users-${new Date().toISOString().slice(0, 10)}.csv`)
})

function signInFor(request: Request): string {
  const list = addressOf('/users', new URL(request.url).searchParams)
  return addressOf('/sign-in', new URLSearchParams({ next: list }))
}

function parametersIn(request: Request): Record<string, string | string[]> {
  const { searchParams } = new URL(request.url)
  const values = (name: string) => {
    const all = searchParams.getAll(name)
    return all.length > 1 ? all : String(all[0])
  }
  return Object.fromEntries([...searchParams.keys()].map((name) => [name, values(name)]))
}

/**
 * Other people write during an export, and an order by last change could move a person out of the part still to be
 * read.
 */
function orderOf(sort: Sort | undefined): Exclude<Sort, 'updatedAt' | '-updatedAt'> | 'id' {
  return sort === undefined || sort === 'updatedAt' || sort === '-updatedAt' ? 'id' : sort
}
