import { type ChildProcess, spawn } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort } from '../support/free-port.ts'

/** Runs in its own process. The caller kills it. */
export type Server = { name: string; url: string; process: ChildProcess }

/** Resolves when the server answers. @param command - starts it on a port */
export async function startServer(
  name: string,
  command: (port: string) => string[],
  env: Record<string, string> = {},
): Promise<Server> {
  const port = String(await freePort())
  const [file = '', ...args] = command(port)
  const child = spawn(file, args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, ...env },
  })
  const url = `http://127.0.0.1:${port}`
  for (let attempt = 0; attempt < 100; attempt++) {
    if (await fetch(url).catch(() => undefined)) return { name, url, process: child }
    await pause(100)
  }
  child.kill()
  throw new Error(`${name} does not answer; build first with npm run build`)
}

export function startRollcall(name: string, env: Record<string, string> = {}): Promise<Server> {
  return startServer(name, (port) => ['next', 'start', '-H', '127.0.0.1', '-p', port], env)
}
