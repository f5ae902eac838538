import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cannotWrite, isDiskFull, prepareDirectory } from './directory.ts'

const isRoot = process.getuid?.() === 0
const nobody = 65_534
let base: string

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'rollcall-test-'))
  await chmod(base, 0o755)
  await writeFile(join(base, 'file'), '')
  await symlink(join(base, 'nowhere'), join(base, 'link'))
})

afterAll(() => rm(base, { recursive: true, force: true }))

test('a new directory, and those above that had to be made, are for this user alone', async () => {
  await Promise.all([1, 2, 3].map(() => prepareDirectory(join(base, 'new', 'data'))))
  expect(await modeOf(join(base, 'new'))).toBe(0o700)
  expect(await modeOf(join(base, 'new', 'data'))).toBe(0o700)
})

test('a directory that others can enter is closed to them', async () => {
  const open = join(base, 'open')
  await mkdir(open)
  await chmod(open, 0o775)
  await prepareDirectory(open)
  expect(await modeOf(open)).toBe(0o700)
})

test('a directory that all users share stays as it is, and is refused', async () => {
  const shared = join(base, 'shared')
  await mkdir(shared)
  await chmod(shared, 0o1777)
  await expect(prepareDirectory(shared)).rejects.toThrow(/shared by all users of this machine/)
  expect(await modeOf(shared)).toBe(0o1777)
})

test.each([
  ['file', /^Cannot write to .*\/file: a part of that path is a file/],
  ['file/data', /^Cannot write to .*\/file\/data: a part of that path is a file/],
  ['link', /^Cannot write to .*\/link: a part of that path is a file or a link to nothing/],
  [`${'long'.repeat(100)}/data`, /^Cannot write to .*: ENAMETOOLONG/],
])('%.20s is refused in words', async (path, message) => {
  await expect(prepareDirectory(join(base, path))).rejects.toThrow(message)
})

test('a path below /proc is refused in words, and not tried for ever', async () => {
  await expect(prepareDirectory('/proc/rollcall/data')).rejects.toThrow(
    /^Cannot write to \/proc\/rollcall\/data: .*ROLLCALL_DATA_DIR/,
  )
})

test('a directory of another user is refused in words', { timeout: 300_000 }, async () => {
  const [theirs, lent] = [join(base, 'theirs'), join(base, 'lent')]
  await mkdir(theirs, { mode: 0o755 })
  await mkdir(lent)
  await chmod(lent, 0o777)
  // Only root can act as another user; others try the directories of root.
  const refused = isRoot
    ? await Promise.all([theirs, lent].map((directory) => refusalFor(directory, nobody)))
    : await Promise.all(['/', '/usr'].map((directory) => refusalFor(directory)))
  for (const words of refused) expect(words).toMatch(/^Cannot write to \/.*\(uid \d+\).*Change the owner/)
})

test('a full disk has the same message from every source', () => {
  const full = new Error('could not write to file "pg_wal/xlogtemp.42": No space left on device')
  expect([full, Object.assign(new Error(), { code: 'ENOSPC' }), { errno: 51 }].map(isDiskFull)).toEqual([
    true,
    true,
    true,
  ])
  expect(isDiskFull(new Error('Aborted()'))).toBe(false)
  expect(cannotWrite('/data', { code: 'ENOSPC' }).message).toBe(
    'Cannot write to /data: the disk is full. Free some space and start again.',
  )
})

async function modeOf(path: string): Promise<number> {
  return (await stat(path)).mode & 0o7777
}

async function refusalFor(directory: string, uid?: number): Promise<string> {
  const code = `
    import { cannotWrite, isDiskFull, prepareDirectory } from './db/store/directory.ts'
    await prepareDirectory(process.argv[1]).catch((error) => process.stdout.write(error.message))`
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code, directory], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, TSX_DISABLE_CACHE: '1' },
    ...(uid && { uid, gid: uid }),
  })
  const [words] = await Promise.all([text(child.stdout), once(child, 'exit')])
  return words
}
