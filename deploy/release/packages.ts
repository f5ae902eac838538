import { cpSync, existsSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Files that a package reads beside its code. */
const besides: Record<string, RegExp> = {
  '@electric-sql/pglite': /^dist\/(?:pglite|initdb)\.(?:wasm|data)$|^dist\/(?:pg_trgm|unaccent)\.tar\.gz$/,
}
const licences = /^(?:licen[cs]e|notice|copying)(?:\.\w+)?$/i

/** @param files - paths below `node_modules/`; with each goes what says how to read it, and its licence */
export function copyPackages(root: string, files: string[], folder: string): void {
  const wanted = new Set(files)
  for (const file of files) {
    const name = packageOf(file)
    for (let place = dirname(file); place.startsWith(name); place = dirname(place))
      wanted.add(join(place, 'package.json'))
  }
  for (const name of new Set(files.map(packageOf))) {
    for (const entry of readdirSync(join(root, name))) if (licences.test(entry)) wanted.add(join(name, entry))
    const pattern = besides[name.replace(/^.*node_modules\//, '')]
    if (pattern)
      for (const entry of readdirSync(join(root, name), { recursive: true, encoding: 'utf8' }))
        if (pattern.test(entry)) wanted.add(join(name, entry))
  }
  for (const file of wanted)
    if (existsSync(join(root, file))) cpSync(join(root, file), join(folder, file), { recursive: true })
}

/** Such as `node_modules/@electric-sql/pglite`. */
function packageOf(file: string): string {
  return /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? file
}
