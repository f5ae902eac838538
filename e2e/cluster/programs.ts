import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

/** Everything of the test is below it, and is deleted with it. */
export const folder = process.argv[2] ?? ''

const logs = new Set<string>()

/** The namespace ends it, at the latest. */
export function start(name: string, command: string[]): ChildProcess {
  const [file = '', ...args] = command
  const log = join(folder, `${name}.log`)
  logs.add(log)
  const output = openSync(log, 'a')
  return spawn(file, args, { stdio: ['ignore', output, output], cwd: folder })
}

export function run(...command: string[]): void {
  const [file = '', ...args] = command
  const { status, stderr } = spawnSync(file, args, { encoding: 'utf8', cwd: folder })
  if (status !== 0) throw new Error(`${command.join(' ')}: ${stderr}`)
}

/** The last lines of each program. */
export function lastLines(): string {
  const tails = [...logs].map(
    (log) => `--- ${log}\n${readFileSync(log, 'utf8').split('\n').slice(-25).join('\n')}`,
  )
  return tails.join('\n')
}

/** Far more than a slow machine needs. */
const longestMs = 240_000

/** Asks until there is an answer. */
export async function until<Answer>(what: string, ask: () => Promise<Answer | undefined>): Promise<Answer> {
  for (const deadline = Date.now() + longestMs; Date.now() < deadline; await pause(50)) {
    const answer = await ask()
    if (answer !== undefined) return answer
  }
  throw new Error(`${what}: not within ${longestMs / 1_000} seconds`)
}
