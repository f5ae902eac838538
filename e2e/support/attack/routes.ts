import { readFileSync } from 'node:fs'

/** The addresses of the build, such as /users/[id]/edit. */
export function routesOfBuild(): string[] {
  const manifest = JSON.parse(readFileSync('.next/app-path-routes-manifest.json', 'utf8'))
  return [...new Set(Object.values<string>(manifest))].filter((path) => !path.startsWith('/_'))
}
