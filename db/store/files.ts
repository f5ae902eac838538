import { fdatasyncSync } from 'node:fs'
import { open, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { NodeFS } from '@electric-sql/pglite/nodefs'

type Settings = Parameters<NodeFS['init']>[1]
type Operations = {
  setattr(file: unknown, attributes: { mode?: number }): void
  fsync?(stream: { nfd: number }): number
}

/**
 * PGlite starts PostgreSQL with fsync off, and its file system has no fdatasync. Clearing buffers of the usual 128 MB
 * takes a third of a second of each start, and lists of 10,000 people are as fast with half of them.
 */
export const durableStart = [
  ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
  ...['-c', 'wal_sync_method=fsync', '-c', 'shared_buffers=64MB'],
]

/** PGlite's file system, with files that only their owner reads, and with a real fsync. */
export class DataFiles extends NodeFS {
  override async init(pg: PGlite, settings: Settings): ReturnType<NodeFS['init']> {
    const { emscriptenOpts } = await super.init(pg, settings)
    const preRun = [...(emscriptenOpts.preRun ?? [])]
    preRun.push(({ FS }) => {
      const { node_ops, stream_ops } = FS.filesystems.NODEFS as Record<'node_ops' | 'stream_ops', Operations>
      for (const operations of [node_ops, stream_ops]) keepPrivate(operations)
      stream_ops.fsync = ({ nfd }) => sync(nfd, FS.ErrnoError)
    })
    return { emscriptenOpts: { ...emscriptenOpts, preRun } }
  }
}

export async function syncAll(directory: string): Promise<void> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true })
  const paths = [directory, ...entries.map((entry) => join(entry.parentPath, entry.name))]
  // In parallel, the file system combines its journal writes.
  await Promise.all(paths.map(syncFile))
}

async function syncFile(path: string): Promise<void> {
  const file = await open(path)
  // Windows cannot sync a directory, or a file that is open for reading.
  await file.sync().catch((error) => {
    if (error.code !== 'EPERM') throw error
  })
  await file.close()
}

/** Emscripten sets the mode of each new file explicitly, so the umask of the process has no effect. */
function keepPrivate(operations: Operations): void {
  const { setattr } = operations
  operations.setattr = (file, attributes) => {
    const { mode } = attributes
    setattr(file, mode === undefined ? attributes : { ...attributes, mode: mode & ~0o077 })
  }
}

function sync(file: number, ErrnoError: new (code: number) => Error): number {
  const [inputOutput, ok] = [29, 0]
  try {
    fdatasyncSync(file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') throw new ErrnoError(inputOutput)
  }
  return ok
}
