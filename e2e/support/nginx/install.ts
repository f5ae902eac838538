import { runAsRoot } from '../machine/as-root.ts'
import { findOnPath } from '../machine/find-on-path.ts'
import { unpack } from '../machine/unpack.ts'
import { findNginx, programs, unpackedIn, whyNoNginx } from './find.ts'

// The binary is in the first package or in the second, by release of Debian or Ubuntu.
const packages = ['nginx', 'nginx-core']

if (process.platform === 'linux') install()
const reason = whyNoNginx()
// playwright.config.ts leaves the tests out, and the last lines of the run say so.
if (reason) console.warn(`The tests with nginx in front cannot run: ${reason}`)

function install(): void {
  const missing = Object.entries(programs).filter(([name]) => !findOnPath([name]))
  if (findNginx() && missing.length === 0) return
  runAsRoot(['apt-get', 'update'])
  for (const [, name] of missing) runAsRoot(['apt-get', 'install', '-y', name])
  for (const name of packages) if (!findNginx()) unpack(name, unpackedIn)
}
