import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import autocannon from 'autocannon'
import type { Server } from '../servers/server.ts'
import { type Ask, filled, newStart } from './ask.ts'
import { luaOf } from './lua.ts'
import { cpuMs, untilIdle } from './processes.ts'

/** `rate` is per second. `cpu` is the time that the server's processes worked, in ms per request; 0 where the system does not say. */
export type Load = { rate: number; cpu: number; requests: number }

const connections = 16
const longestSeconds = 30
const run = promisify(execFile)

/** wrk, where there is one, because autocannon takes most of a core for itself and so flatters what is slow. */
export const generator = await run('wrk', ['-v']).then(
  () => 'wrk',
  // It prints its version and fails.
  (error: { code?: unknown; stdout?: string }) =>
    error.code === 'ENOENT' ? 'autocannon' : (/^wrk \S+/.exec(error.stdout ?? '')?.[0] ?? 'wrk'),
)

/**
 * Asks these in turn over 16 connections, and for longer where a busy machine answers nothing for so long.
 * @throws when an answer is not 2xx or 3xx
 */
export async function load(server: Server, asks: readonly Ask[], seconds: number): Promise<Load> {
  const { name, url, pids } = server
  const before = await cpuMs(pids)
  const ask = generator === 'autocannon' ? byAutocannon : byWrk
  const { requests, rate, failed } = await ask(url, asks, seconds)
  const cpu = ((await cpuMs(pids)) - before) / requests
  await untilIdle(pids)
  if (failed === 0 && requests === 0 && seconds < longestSeconds) return load(server, asks, seconds * 2)
  if (failed > 0 || requests === 0)
    throw new Error(`${name} answered ${failed} of ${requests} requests with an error: ${asks[0]?.path}`)
  return { rate, cpu, requests }
}

type Count = { requests: number; rate: number; failed: number }

async function byWrk(url: string, asks: readonly Ask[], seconds: number): Promise<Count> {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-bench-'))
  try {
    const script = join(folder, 'asks.lua')
    await writeFile(script, luaOf(asks))
    const { stdout } = await run('wrk', ['-t1', `-c${connections}`, `-d${seconds}s`, '-s', script, url])
    const read = (pattern: RegExp) => Number(pattern.exec(stdout)?.[1] ?? 0)
    return {
      requests: read(/(\d+) requests in/),
      rate: read(/Requests\/sec:\s+([\d.]+)/),
      failed: read(/Non-2xx or 3xx responses: (\d+)/),
    }
  } finally {
    await rm(folder, { recursive: true })
  }
}

async function byAutocannon(url: string, asks: readonly Ask[], duration: number): Promise<Count> {
  let count = newStart()
  const requests = asks.map(
    ({ body, method = 'GET', path, headers = {} }): autocannon.Request => ({
      method,
      path,
      headers,
      ...(body && {
        setupRequest: (request: autocannon.Request) => ({ ...request, body: filled(body, count++) }),
      }),
    }),
  )
  const result = await autocannon({ url, connections, duration, requests })
  const failed = result['4xx'] + result['5xx'] + result.errors
  return { requests: result.requests.total, rate: result.requests.average, failed }
}
