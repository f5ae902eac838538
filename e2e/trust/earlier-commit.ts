import { execFileSync, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')
const longestInstallMs = 600_000

/**
 * Puts the files and packages of a commit into a new folder.
 * @param options.modules - a folder where commits with one lock file share their packages
 */
export async function checkOut(commit: string, folder: string, options: { modules: string }): Promise<void> {
  await mkdir(folder)
  const archive = execFileSync('git', ['archive', commit], { cwd: root, maxBuffer: 2 ** 30 })
  execFileSync('tar', ['x', '-C', folder], { input: archive })
  // Links to the same files. Next builds with no packages outside the folder.
  const [from, to] = [await modulesOf(commit, options.modules), join(folder, 'node_modules')]
  try {
    execFileSync('cp', ['-al', from, to], { stdio: 'ignore' })
  } catch {
    execFileSync('cp', ['-a', from, folder])
  }
}

async function modulesOf(commit: string, base: string): Promise<string> {
  const lock = git('show', `${commit}:package-lock.json`)
  if (lock === git('show', 'HEAD:package-lock.json')) return join(root, 'node_modules')
  const folder = join(base, `modules-${createHash('sha256').update(lock).digest('hex').slice(0, 12)}`)
  const modules = join(folder, 'node_modules')
  if (existsSync(modules)) return modules
  await mkdir(folder)
  await writeFile(join(folder, 'package.json'), git('show', `${commit}:package.json`))
  await writeFile(join(folder, 'package-lock.json'), lock)
  const npm = (verb: string) =>
    run('npm', [verb, '--no-audit', '--no-fund', '--prefer-offline'], {
      cwd: folder,
      limitMs: longestInstallMs,
    })
  // The first lock files lack packages of other platforms, which `ci` refuses.
  await npm('ci').catch(() => npm('install'))
  return modules
}

type Settings = { cwd: string; env?: Record<string, string>; limitMs: number; shown?: boolean }

/**
 * Ends it with its children when it takes too long.
 * @returns what it printed. @throws when it fails or takes longer
 */
export async function run(command: string, args: string[], settings: Settings): Promise<string> {
  const { cwd, env = {}, limitMs, shown = false } = settings
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...env },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => {
      said += text
      if (shown) process.stdout.write(text)
    })
  let isLate = false
  const late = setTimeout(() => {
    isLate = true
    process.kill(-Number(child.pid), 'SIGKILL')
  }, limitMs)
  const [code] = await once(child, 'exit').finally(() => clearTimeout(late))
  const what = `${command} ${args.slice(0, 2).join(' ')}`
  if (isLate) throw new Error(`${what} was not done after ${limitMs / 1_000} seconds`)
  if (code !== 0)
    throw new Error(`${what} ended with ${code}: ${said.trim().split('\n').slice(-5).join(' / ')}`)
  return said
}

export function git(...args: string[]): string {
  return execFileSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 28 }).trim()
}
