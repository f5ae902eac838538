import { readFileSync } from 'node:fs'
import { join } from 'node:path'

type Routes = { staticRoutes: { page: string }[]; dynamicRoutes: { page: string; regex: string }[] }

/** The routes of this build. */
export function readRoutes(): Routes {
  const file = join(/*turbopackIgnore: true*/ process.cwd(), '.next', 'routes-manifest.json')
  return JSON.parse(readFileSync(file, 'utf8'))
}

/**
 * Makes the function that names the route of a path, such as `/users/[id]` for `/users/12`. There are as many names as
 * routes and a few more, so nothing that a client makes up becomes one.
 */
export function routeNames({ staticRoutes, dynamicRoutes }: Routes): (path: string) => string {
  const fixed = new Set(['/metrics', ...staticRoutes.map(({ page }) => page)])
  const patterns = dynamicRoutes.map(({ page, regex }) => ({ page, pattern: new RegExp(regex) }))
  return (path) => {
    if (fixed.has(path)) return path
    if (path.startsWith('/_next/')) return '/_next'
    return patterns.find(({ pattern }) => pattern.test(path))?.page ?? 'other'
  }
}
