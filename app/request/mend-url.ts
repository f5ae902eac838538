import { mostSelected } from '#db/users/limits.ts'
import { watchRequests } from './watch-requests.ts'

// Somebody who ticks more people than are taken is told so, and the pressed button comes after the ticks.
const mostParameters = 2 * mostSelected

/** Corrects addresses that Next 16.4.6 handles badly, before it sees them. */
export function mendRequestPaths(): void {
  watchRequests(({ request }) => {
    request.url = mendUrl(request.url ?? '/')
  })
}

/**
 * The address, with three corrections. An address with a host, to which Next would redirect, becomes its path. In a
 * path that cannot be decoded each "%" becomes a plain character, so that it is not found, instead of a bare 500. Of
 * thousands of parameters, which take quadratic time, only the first are kept.
 */
export function mendUrl(url: string): string {
  const [path = '', ...rest] = withoutOrigin(url).split('?')
  const mended = isDecodable(path) ? path : path.replaceAll('%', '%25')
  const query = rest.join('?')
  const parameters = query.split('&', mostParameters + 1)
  const kept = parameters.length > mostParameters ? parameters.slice(0, mostParameters).join('&') : query
  return rest.length > 0 ? `${mended}?${kept}` : mended
}

/** "http://host/path", as proxies receive it, becomes "/path", and "*" an address that is not found. */
function withoutOrigin(url: string): string {
  const local = url.replace(/^[a-z][a-z\d+.-]*:\/\/[^/?]*/i, '')
  return local.startsWith('/') ? local : `/${local}`
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path)
    return true
  } catch {
    return false
  }
}
