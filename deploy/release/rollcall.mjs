// The commands of a release: node rollcall.mjs start
import { readFileSync } from 'node:fs'
import module from 'node:module'
import { fileURLToPath } from 'node:url'

const release = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'))
// Compiled code is kept beside the code, where Node may write: the next start is faster. Nobody else may write there.
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL('.cache', import.meta.url))
module.enableCompileCache?.(process.env.NODE_COMPILE_CACHE)

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
