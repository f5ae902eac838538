// What Next built, with the options of `next start`.
import { parseArgs } from 'node:util'

const { values } = parseArgs({
  options: {
    hostname: { type: 'string', short: 'H' },
    port: { type: 'string', short: 'p' },
    keepAliveTimeout: { type: 'string' },
  },
})
if (values.port) process.env.PORT = values.port
if (values.keepAliveTimeout) process.env.KEEP_ALIVE_TIMEOUT = values.keepAliveTimeout
process.env.ROLLCALL_LISTEN = values.hostname ?? ''
await import('./server.js')
