import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { build, type Plugin } from 'esbuild'

/** A program and its first arguments. */
export type Commands = Record<string, [file: string, ...first: string[]]>

const throughTsx = /^(?:node --import )?tsx ((?:db|actions)\/\S+)\.ts(?: (.*))?$/
// They need what only a checkout has.
const forDevelopers = /--scratch|--demo|next dev|&&/

/** The scripts of package.json that an operator runs, such as `start` and `accounts`. */
export function commandsOf(scripts: Record<string, string>): Commands {
  const commands: Commands = {}
  for (const [name, script] of Object.entries(scripts)) {
    const [, file, first] = throughTsx.exec(script) ?? []
    if (file && !forDevelopers.test(script))
      commands[name] = [`${file}.js`, ...(first ? first.split(' ') : [])]
  }
  return commands
}

/** The files of this project and of its packages that the commands load, as paths from the root. */
export async function filesOf(root: string, scripts: Record<string, string>): Promise<string[]> {
  const named = Object.values(scripts).flatMap((script) => script.match(/\b(?:db|actions)\/\S+\.ts\b/g) ?? [])
  const migrations = readdirSync(join(root, 'db/migrations'), { encoding: 'utf8', recursive: true }).filter(
    (path) => /\d{4}-[^./]+\.ts$/.test(path),
  )
  const { metafile } = await build({
    ...options(root, [...named, 'db/store/process.ts', ...migrations.map((name) => `db/migrations/${name}`)]),
    // Node's own conditions, so that the files are those that Node will load.
    conditions: [],
    external: ['pg-native'],
    write: false,
    metafile: true,
  })
  return Object.keys(metafile.inputs).sort()
}

/** Turns each file into JavaScript at the same place, so that files find each other as they do in a checkout. */
export async function transpile(root: string, files: string[], folder: string): Promise<void> {
  await build({ ...options(root, files), outdir: folder, outbase: root, plugins: [besideEachOther] })
}

function options(root: string, entryPoints: string[]) {
  return {
    absWorkingDir: root,
    entryPoints: [...new Set(entryPoints)].map((file) => join(root, file)),
    bundle: true,
    outdir: root,
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    logLevel: 'error',
  } as const
}

const besideEachOther: Plugin = {
  name: 'beside each other',
  setup({ onResolve }) {
    onResolve({ filter: /.*/ }, ({ path, kind }) =>
      kind === 'entry-point' ? undefined : { path: path.replace(/^([.#].*)\.ts$/, '$1.js'), external: true },
    )
  },
}
