import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { append, readRange } from '../backup/file.ts'
import { CannotStart } from '../cannot-start.ts'

/** @param path - `-` for standard input, which goes to a file first, because it is read twice */
export async function withInput<T>(path: string, work: (file: FileHandle) => Promise<T>): Promise<T> {
  if (path === '-')
    return withSpool(async (file) => {
      await append(file, process.stdin)
      return work(file)
    })
  const input = await open(path).catch((error: Error) => {
    throw new CannotStart(`Cannot read ${path}: ${error.message}.`)
  })
  return work(input).finally(() => input.close())
}

/** Writes to standard output once all is there: a slow reader must not hold up the database. */
export async function withOutput<T>(write: (file: FileHandle) => Promise<T>): Promise<T> {
  if (process.stdout.isTTY)
    throw new CannotStart('A backup is no text for a terminal. Send it to a file or a program.')
  return withSpool(async (file) => {
    const result = await write(file)
    await pipeline(readRange(file, 0), process.stdout, { end: false })
    return result
  })
}

async function withSpool<T>(work: (file: FileHandle) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-backup-'))
  try {
    const file = await open(join(folder, 'spool'), 'wx+', 0o600)
    return await work(file).finally(() => file.close())
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
