import { access, chmod, constants, mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { CannotStart } from '../cannot-start.ts'

const isWindows = process.platform === 'win32'
// sun_path holds 104 bytes on macOS, 108 on Linux, one of them a zero.
const socketPathBytes = 103
const emscriptenNoSpace = 51
/** The exit code of a store process on a full disk, where its log may be empty for lack of space. */
export const diskFull = 4
/** libpq and `pg` look for this name in a directory of sockets. */
export const postgresSocket = '.s.PGSQL.5432'

/** @throws CannotStart when it cannot be made, written or closed to other users */
export async function prepareDirectory(directory: string): Promise<void> {
  try {
    await makeDirectory(directory)
    await access(directory, constants.R_OK | constants.W_OK | constants.X_OK)
    if (!isWindows) await closeToOthers(directory)
  } catch (error) {
    throw cannotWrite(directory, error)
  }
}

export function cannotWrite(directory: string, error: unknown): CannotStart {
  if (error instanceof CannotStart) return error
  const { code = '', message } = error as NodeJS.ErrnoException
  const another = 'Give Rollcall another directory in ROLLCALL_DATA_DIR.'
  const reasons: Record<string, string> = {
    EACCES: `the user of this process${uid()} has no right to. Change the owner, or give Rollcall another directory in ROLLCALL_DATA_DIR.`,
    EPERM: `it belongs to another user than that of this process${uid()}. Change the owner, or give Rollcall another directory in ROLLCALL_DATA_DIR.`,
    EROFS: `its file system is read-only. ${another}`,
    ENOTDIR: `a part of that path is a file. ${another}`,
    EEXIST: `a part of that path is a file or a link to nothing. ${another}`,
    ENOENT: `no directory can be made there. ${another}`,
    ENOSPC: 'the disk is full. Free some space and start again.',
    EDQUOT: "the user's share of the disk is full. Free some space and start again.",
  }
  return new CannotStart(`Cannot write to ${directory}: ${reasons[code] ?? `${message}. ${another}`}`)
}

export function isDiskFull(error: unknown): boolean {
  const { code, errno, message } = error as NodeJS.ErrnoException
  return code === 'ENOSPC' || errno === emscriptenNoSpace || /No space left on device/.test(message)
}

/**
 * @param temporary - the file system of `directory` has no sockets
 * @returns undefined where the system has no Unix sockets
 */
export async function makeSocketDirectory(
  directory: string,
  nonce: string,
  temporary = false,
): Promise<string | undefined> {
  if (isWindows) return undefined
  const inside = socketDirectoryIn(directory, nonce)
  if (temporary || Buffer.byteLength(join(inside, postgresSocket)) > socketPathBytes)
    return mkdtemp(join(tmpdir(), 'rollcall-'))
  await mkdir(inside, { mode: 0o700 })
  return inside
}

export function socketDirectoryIn(directory: string, nonce: string): string {
  return join(directory, `postgres.sock-${nonce.slice(0, 8)}`)
}

/** Deletes the remains of killed processes: half a lock, half a database, sockets of other stores. */
export async function removeLeftovers(directory: string, sockets: string | undefined): Promise<void> {
  for (const name of await readdir(directory)) {
    const path = join(directory, name)
    if (/^postgres\.((lock\.)?new|sock)-/.test(name) && path !== sockets)
      await rm(path, { recursive: true, force: true })
  }
}

/** `mkdir` with `recursive` never ends where the system says ENOENT below an existing directory, as in /proc. */
async function makeDirectory(directory: string, parents = true): Promise<void> {
  try {
    await mkdir(directory, { mode: 0o700 })
  } catch (error) {
    if ((await stat(directory).catch(() => undefined))?.isDirectory()) return
    const { code } = error as NodeJS.ErrnoException
    if (code !== 'ENOENT' || !parents || dirname(directory) === directory) throw error
    await makeDirectory(dirname(directory))
    await makeDirectory(directory, false)
  }
}

async function closeToOthers(directory: string): Promise<void> {
  const { mode } = await stat(directory)
  if ((mode & 0o077) === 0) return
  if (mode & 0o1000)
    throw new CannotStart(
      `${directory} is shared by all users of this machine. Give Rollcall a directory of its own in ROLLCALL_DATA_DIR.`,
    )
  await chmod(directory, 0o700)
  if (((await stat(directory)).mode & 0o077) !== 0)
    throw new CannotStart(
      `Other users of this machine can enter ${directory}, and its file system keeps no permissions. ` +
        'Give Rollcall another directory in ROLLCALL_DATA_DIR.',
    )
}

function uid(): string {
  return process.getuid ? ` (uid ${process.getuid()})` : ''
}
