import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

/**
 * Runs a script on a file, and returns the JSON that it prints. When Node collects depends on the machine, unless its heap
 * is bounded: a file that needs more ends the process.
 * @param script - its own URL
 * @param megabytes - of the heap
 */
export async function runInBoundedHeap(script: URL, content: string | Uint8Array, megabytes: number) {
  const file = join(tmpdir(), `rollcall-${randomUUID()}`)
  await writeFile(file, content)
  const heap = ['--max-semi-space-size=8', `--max-old-space-size=${megabytes}`]
  const run = [...heap, '--import', 'tsx', fileURLToPath(script), file]
  const { stdout } = await promisify(execFile)(process.execPath, run).finally(() => rm(file))
  return JSON.parse(stdout)
}
