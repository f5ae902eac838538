import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage } from 'node:http'

/**
 * Lets addresses with broken percent-encoding, such as `/users/%FF`, name nothing, as any other wrong address does.
 * Next answers them with 500 before any code of ours is asked.
 */
export function mendRequestPaths(): void {
  subscribe('http.server.request.start', (message) => {
    const { request } = message as { request: IncomingMessage }
    request.url = mendPath(request.url ?? '/')
  })
}

/** The address itself, or with each "%" of its path taken for a plain character where the path cannot be decoded. */
export function mendPath(url: string): string {
  const [path = '', ...query] = url.split('?')
  try {
    decodeURIComponent(path)
    return url
  } catch {
    return [path.replaceAll('%', '%25'), ...query].join('?')
  }
}
