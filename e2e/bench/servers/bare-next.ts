import { execFile } from 'node:child_process'
import { cp, mkdir, rm, writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { type Server, startServer } from './server.ts'

// Below this folder, so that it finds the same Next.
const folder = 'test-results/bench/bare-next'

/** @param rows - of the list, from Rollcall's own page */
export async function startBareNext(rows: readonly object[]): Promise<Server> {
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  await cp('e2e/bench/bare-next', folder, { recursive: true })
  await writeFile(`${folder}/app/rows.json`, JSON.stringify(rows))
  const env = { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' } as const
  await promisify(execFile)('next', ['build', folder], { env })
  return startServer('a bare Next page', (port) => ['next', 'start', folder, '-H', '127.0.0.1', '-p', port], {
    ready: '/ok',
  })
}
