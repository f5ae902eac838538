import { writeFileSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'

// A substitute for curl on machines without it, with the options that the examples of /api use.
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    head: { type: 'boolean' },
    header: { type: 'string', multiple: true, default: [] },
    output: { type: 'string' },
    'etag-compare': { type: 'string' },
    'etag-save': { type: 'string' },
    'write-out': { type: 'string', default: '' },
    fail: { type: 'boolean' },
    silent: { type: 'boolean' },
    'show-error': { type: 'boolean' },
  },
})

const headers = new Headers(values.header.map((line) => line.split(/: */, 2) as [string, string]))
const held = values['etag-compare']
if (held) headers.set('if-none-match', await readFile(held, 'utf8').catch(() => ''))
const response = await fetch(String(positionals[0]), { method: values.head ? 'HEAD' : 'GET', headers })
if (values.fail && !response.ok) process.exit(22)
const body = values.head
  ? `HTTP/1.1 ${response.status}\r\n${[...response.headers].map((pair) => `${pair.join(': ')}\r\n`).join('')}`
  : Buffer.from(await response.arrayBuffer())
if (values['etag-save']) await writeFile(values['etag-save'], response.headers.get('etag') ?? '')
if (!values.output) writeFileSync(1, body)
else if (response.status !== 304) await writeFile(values.output, body)
writeFileSync(1, values['write-out'].replace('%{http_code}', String(response.status)).replace('\\n', '\n'))
