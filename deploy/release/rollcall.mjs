// The commands of a release: node rollcall.mjs start
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const release = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'))
const [name = '', ...args] = process.argv.slice(2)

if (Object.hasOwn(release.commands, name)) {
  const [file, ...first] = release.commands[name]
  const url = new URL(file, import.meta.url)
  process.argv.splice(1, Infinity, fileURLToPath(url), ...first, ...args)
  await import(url.href)
} else {
  const asked = ['help', '--help', '-h'].includes(name)
  const usage = `Rollcall ${release.version}\nUsage: node rollcall.mjs COMMAND [ARGUMENT...]\nCommands: ${Object.keys(release.commands).join(', ')}\n`
  process[asked ? 'stdout' : 'stderr'].write(usage)
  process.exitCode = asked ? 0 : 2
}
