import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { commandsOf, filesOf, transpile } from './commands.ts'
import { copyPackages } from './packages.ts'

const root = join(import.meta.dirname, '../..')
const standalone = join(root, '.next/standalone')
// Next's own would listen at the name of the container.
const listens = "process.env.HOSTNAME || '0.0.0.0'"
const forOperators = ['README.md', 'CHANGELOG.md', 'SECURITY.md', 'LICENSE', '.env.example', 'docs', 'deploy']

/** Puts what serves, after a build, into a new folder. It needs Node and nothing else. */
export async function assemble(folder: string): Promise<void> {
  if (!existsSync(standalone)) throw new Error('Build first: npm run build')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  cpSync(standalone, folder, { recursive: true, verbatimSymlinks: true })
  cpSync(join(root, '.next/static'), join(folder, '.next/static'), { recursive: true })
  writeServer(join(folder, 'server.js'))
  const { scripts, ...release } = readJson(join(root, 'package.json'))
  const files = await filesOf(root, scripts)
  const [packages, own] = [files.filter(isPackage), files.filter((file) => !isPackage(file))]
  copyPackages(root, packages, folder)
  await transpile(root, own, folder)
  cpSync(join(root, 'app/start/early-requests.mjs'), join(folder, 'app/start/early-requests.mjs'))
  for (const name of ['rollcall.mjs', 'server.mjs'])
    cpSync(join(root, 'deploy/release', name), join(folder, name))
  for (const name of forOperators)
    if (existsSync(join(root, name))) cpSync(join(root, name), join(folder, name), { recursive: true })
  rmSync(join(folder, 'deploy/release'), { recursive: true, force: true })
  writePackage(folder, release, commandsOf(scripts))
}

function isPackage(file: string): boolean {
  return file.startsWith('node_modules/')
}

function writeServer(file: string): void {
  const text = readFileSync(file, 'utf8')
  if (!text.includes(listens)) throw new Error(`${file} does not say where it listens: ${listens}`)
  writeFileSync(file, text.replace(listens, 'process.env.ROLLCALL_LISTEN || undefined'))
}

/** So that `npm start` and `npm run accounts` work here too, where npm is there. */
function writePackage(
  folder: string,
  { devDependencies, dependencies, overrides, ...release }: Record<string, unknown>,
  commands: Record<string, string[]>,
): void {
  const scripts = Object.fromEntries(Object.keys(commands).map((name) => [name, `node rollcall.mjs ${name}`]))
  writeFileSync(
    join(folder, 'package.json'),
    `${JSON.stringify({ ...release, scripts, commands }, null, 2)}\n`,
  )
}

function readJson(file: string) {
  return JSON.parse(readFileSync(file, 'utf8'))
}
