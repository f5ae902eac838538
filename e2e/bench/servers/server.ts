import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort } from '#db/testing/free-port.ts'

/** CPU time and memory count for `pids` and all processes below them. The caller closes it. */
export type Server = { name: string; url: string; pids: readonly number[]; close: () => Promise<void> }

type Options = { env?: Record<string, string>; ready?: string }

/**
 * Resolves when the server answers.
 * @param command - starts it on a port
 * @param options - `ready`: a path that it answers when it is ready
 */
export async function startServer(
  name: string,
  command: (port: string) => string[],
  { env = {}, ready = '/' }: Options = {},
): Promise<Server> {
  const port = String(await freePort())
  const [file = '', ...args] = command(port)
  const child = spawn(file, args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production', ...env, PORT: port },
  })
  const server = {
    name,
    url: `http://127.0.0.1:${port}`,
    pids: [child.pid ?? 0],
    close: () => end(child),
  }
  for (let attempt = 0; attempt < 300; attempt++) {
    if (child.exitCode !== null) break
    if (await fetch(`${server.url}${ready}`).catch(() => undefined)) return server
    await pause(100)
  }
  await server.close()
  throw new Error(`${name} does not answer`)
}

/** Like `npm start`, on loopback. It needs `npm run build`. */
export async function startRollcall(name: string, env: Record<string, string> = {}): Promise<Server> {
  const { scripts } = JSON.parse(await readFile('package.json', 'utf8')) as { scripts: { start: string } }
  return startServer(name, () => [...scripts.start.split(' '), '-H', '127.0.0.1'], { env, ready: '/readyz' })
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  await Promise.race([ended, pause(10_000).then(() => child.kill('SIGKILL'))])
}
