import { findCaddy, unpackedIn } from './caddy.ts'
import { unpack } from './unpack.ts'

if (process.platform === 'linux' && !findCaddy()) unpack('caddy', unpackedIn)
// playwright.config.ts leaves the tests out, and the last lines of the run say so.
if (!findCaddy()) console.warn('The tests with Caddy in front cannot run: this machine has no caddy')
