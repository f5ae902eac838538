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

/** PGlite starts PostgreSQL with fsync off, and its files know no fdatasync. */
export const durableStart = [
  ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
  ...['-c', 'wal_sync_method=fsync'],
]

/** The files of a data directory as PGlite uses them: kept from other users, and brought to disk when PostgreSQL says so. */
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

/** Brings all files of a directory to disk. */
export async function syncAll(directory: string): Promise<void> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true })
  const paths = [directory, ...entries.map((entry) => join(entry.parentPath, entry.name))]
  // Together they need a few writes of the file system's journal, one by one each needs its own.
  await Promise.all(paths.map(syncFile))
}

async function syncFile(path: string): Promise<void> {
  const file = await open(path)
  // Windows cannot do it to a file that is open for reading, or to a directory.
  await file.sync().catch((error) => {
    if (error.code !== 'EPERM') throw error
  })
  await file.close()
}

/** Emscripten sets the mode of each new file by itself, so the umask of the process has no say. */
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
    // As above.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') throw new ErrnoError(inputOutput)
  }
  return ok
}
