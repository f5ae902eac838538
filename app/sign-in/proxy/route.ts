import { follow } from '#actions/form/notice.server.ts'
import { enterByProxy } from '#actions/request/enter-by-proxy.server.ts'
import { localPath } from '#actions/request/local-path.schema.ts'
import { currentViewer } from '#actions/request/viewer.server.ts'
import { guardedRoute } from '../../request/guarded-route.ts'

/**
 * Where people come whom a trusted proxy names: a GET that signs in, because no page may set a cookie. It leads to itself
 * first: a browser that keeps no cookies would go round in circles, with a session each time.
 */
export const GET = guardedRoute(async (request: Request) => {
  const { searchParams } = new URL(request.url)
  const next = localPath(searchParams.get('next') ?? '') ?? '/users'
  if (await currentViewer()) return go(next)
  if (searchParams.has('entered')) return go('/sign-in?way=out')
  if (await enterByProxy()) return go(`/sign-in/proxy?${new URLSearchParams({ next, entered: '' })}`)
  return go(`/sign-in?${new URLSearchParams({ next })}`)
})

function go(location: string): Promise<never> {
  return follow({ location, notice: '' })
}
