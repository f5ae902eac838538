import { spawnSync } from 'node:child_process'

export const minute = 60_000

/** Goes before a command. */
export const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n']

/** @returns whether it was successful */
export function runAsRoot(command: string[]): boolean {
  const settings = ['env', `PATH=${process.env.PATH}`, 'DEBIAN_FRONTEND=noninteractive']
  return run([...asRoot, ...settings, ...command], 10 * minute)
}

/** @returns whether it was successful */
export function run([file = '', ...args]: string[], timeout: number, cwd = process.cwd()): boolean {
  console.log(`> ${[file, ...args].filter((word) => !word.startsWith('PATH=')).join(' ')}`)
  const env = { ...process.env, PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000' }
  return spawnSync(file, args, { stdio: ['ignore', 'inherit', 'inherit'], timeout, env, cwd }).status === 0
}
