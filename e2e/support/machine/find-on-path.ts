import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** The first of these programs that there is. Those for administrators are not on everybody's path. */
export function findOnPath(names: string[]): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/sbin', '/sbin']
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path))
}
