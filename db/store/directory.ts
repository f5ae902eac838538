import { access, chmod, constants, mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { CannotStart } from '../cannot-start.ts'

const isWindows = process.platform === 'win32'
// sun_path holds 104 bytes on macOS, 108 on Linux, one of them a zero.
const socketPathBytes = 103
const emscriptenNoSpace = 51
/** The exit code of a store process that had no room left, and perhaps none to say so in its log. */
export const diskFull = 4
/** The name by which libpq and `pg` look for a server on port 5432 in a directory. */
export const postgresSocket = '.s.PGSQL.5432'

/**
 * Makes a data directory that nobody but its owner can enter, or closes one that exists to all others.
 * @throws CannotStart when it cannot be made, written or closed
 */
export async function prepareDirectory(directory: string): Promise<void> {
  try {
    await makeDirectory(directory)
    await access(directory, constants.R_OK | constants.W_OK | constants.X_OK)
    if (!isWindows) await closeToOthers(directory)
  } catch (error) {
    throw cannotWrite(directory, error)
  }
}

/** Says in words why nothing can be written to a data directory. */
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

/** Whether PostgreSQL, its files or this process had no room left. */
export function isDiskFull(error: unknown): boolean {
  const { code, errno, message } = error as NodeJS.ErrnoException
  return code === 'ENOSPC' || errno === emscriptenNoSpace || /No space left on device/.test(message)
}

/**
 * Makes a directory for the sockets of one store: in its data directory or, where that path is too long for a socket or
 * the file system knows none, beside other temporary files.
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

/** The directory for the sockets of one store when it is in the data directory. */
export function socketDirectoryIn(directory: string, nonce: string): string {
  return join(directory, `postgres.sock-${nonce.slice(0, 8)}`)
}

/** Deletes what killed processes left beside the data: half a lock, half a database, sockets of other stores. */
export async function removeLeftovers(directory: string, sockets: string | undefined): Promise<void> {
  for (const name of await readdir(directory)) {
    const path = join(directory, name)
    if (/^postgres\.((lock\.)?new|sock)-/.test(name) && path !== sockets)
      await rm(path, { recursive: true, force: true })
  }
}

/** Not `mkdir` with `recursive`: that never ends where the system says ENOENT below a directory that exists, as in /proc. */
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
