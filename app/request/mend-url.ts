import { watchRequests } from './watch-requests.ts'

const mostParameters = 100

/** Mends what Next 16.4.6 does not take well in an address, before it sees it. */
export function mendRequestPaths(): void {
  watchRequests(({ request }) => {
    request.url = mendUrl(request.url ?? '/')
  })
}

/**
 * The address itself, or: of one with a host, which Next would redirect to, its path; where its path cannot be decoded, each "%" taken for a plain character, so that it names
 * nothing, like every wrong address, instead of a bare 500; of thousands of parameters, which take quadratic time,
 * the first hundred.
 */
export function mendUrl(url: string): string {
  const [path = '', ...rest] = withoutOrigin(url).split('?')
  const mended = isDecodable(path) ? path : path.replaceAll('%', '%25')
  const query = rest.join('?')
  const parameters = query.split('&', mostParameters + 1)
  const kept = parameters.length > mostParameters ? parameters.slice(0, mostParameters).join('&') : query
  return rest.length > 0 ? `${mended}?${kept}` : mended
}

/** "http://host/path", as proxies are asked, as "/path", and "*" as an address that names nothing. */
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
