import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { minute, run } from './as-root.ts'

/** A package of Debian or Ubuntu. Not installed, because its service would start on ports of this machine. */
export function unpack(name: string, into: string): void {
  const folder = join(into, 'packages', name)
  mkdirSync(folder, { recursive: true })
  if (!run(['apt-get', 'download', name], 3 * minute, folder)) return
  const [file = ''] = readdirSync(folder)
  run(['dpkg-deb', '--extract', join(folder, file), into], minute)
}
