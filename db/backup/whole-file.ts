import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { access, type FileHandle, open, rename, rm } from 'node:fs/promises'
import { constants } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { CannotStart } from '../cannot-start.ts'

const stops = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * The file appears under its name once it is complete and on disk, for its owner alone.
 * @throws CannotStart when it cannot be written, or is there already and is not to be replaced
 */
export async function writeWhole<T>(
  path: string,
  { replace }: { replace: boolean },
  write: (file: FileHandle) => Promise<T>,
): Promise<T> {
  const folder = dirname(path)
  if (!replace && (await isThere(path))) throw new CannotStart(`${path} is there already. Give another name.`)
  const part = join(folder, `.${basename(path)}.${randomBytes(6).toString('hex')}.part`)
  const file = await open(part, 'wx', 0o600).catch((error) => refuse(path, error))
  const stop = (signal: NodeJS.Signals) => {
    rmSync(part, { force: true })
    process.exit(128 + constants.signals[signal])
  }
  for (const signal of stops) process.on(signal, stop)
  try {
    const result = await write(file).catch((error) => refuse(path, error))
    await file.sync()
    if (!replace) await claim(path)
    await rename(part, path)
    await syncFolder(folder)
    return result
  } finally {
    for (const signal of stops) process.off(signal, stop)
    await file.close().catch(() => {})
    await rm(part, { force: true })
  }
}

/** A rename alone would replace what came under this name in between. */
async function claim(path: string): Promise<void> {
  const file = await open(path, 'wx', 0o600).catch((error) => refuse(path, error))
  await file.close()
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  await handle.sync().finally(() => handle.close())
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}

function refuse(path: string, error: NodeJS.ErrnoException): never {
  if (error.code === 'EEXIST') throw new CannotStart(`${path} is there already. Give another name.`)
  const files = new Set(['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT', 'EIO'])
  if (!error.syscall || !files.has(error.code ?? '')) throw error
  throw new CannotStart(`Cannot write ${path}: ${error.message}.`)
}
