import { execFile } from 'node:child_process'
import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, expect, test } from 'vitest'
import { open, transaction } from '../database.ts'
import { openEmbedded } from '../store/open.ts'
import { newFolder } from '../testing/backups.ts'
import { grace } from '../testing/database.ts'
import { fillDirectory } from '../testing/directory.ts'
import { everything } from '../testing/everything.ts'
import { create } from '../users/edit.ts'
import { samplePerson } from '../users/samples.ts'
import { migrate } from './migrate.ts'

const secret = 'correct horse battery'
let folder: string
let data: string

beforeAll(async () => {
  folder = await newFolder()
  data = join(folder, 'data')
})

test('an operator backs up while Rollcall runs, looks at the file, and restores elsewhere', async () => {
  // As Rollcall does while it runs.
  const lease = await openEmbedded(data)
  await migrate(lease.url)
  const db = open(lease.url)
  await fillDirectory(db, 5, grace)
  const file = join(folder, 'monday')
  expect(await run('backup', [file])).toMatchObject({
    code: 0,
    errors: expect.stringMatching(/^Backed up .*, 4 users, 1 accounts/),
  })
  await transaction(db, (trx) => create(trx, samplePerson(9), grace))
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  expect(await readdir(folder)).toEqual(['data', 'erased.json', 'monday'])
  expect(await run('backup', ['--check', file])).toMatchObject({
    code: 0,
    output: expect.stringMatching(/^The backup is whole\. Rollcall .*, 4 users/),
  })
  const written = await readFile(file)
  expect(await run('backup', [file])).toMatchObject({
    code: 1,
    errors: `${file} is there already. Give another name.\n`,
  })
  expect(await readFile(file)).toEqual(written)

  const other = join(folder, 'other')
  expect(await run('restore', [file], { ROLLCALL_DATA_DIR: other })).toMatchObject({
    code: 0,
    output: expect.stringMatching(/^Restored .*, 4 users/),
  })
  expect(await run('restore', [file])).toMatchObject({
    code: 1,
    errors: expect.stringMatching(/^This database holds people/),
  })
  await db.destroy()
  await lease.close()
  const restored = await openEmbedded(other)
  const reader = open(restored.url)
  expect((await everything(reader)).users).toHaveLength(4)
  await reader.destroy()
  await restored.close()
})

test('a damaged file opens no store, and neither does one without its list of erased people', async () => {
  const other = { ROLLCALL_DATA_DIR: join(folder, 'untouched') }
  const bytes = await readFile(join(folder, 'monday'))
  bytes[200] = (bytes[200] ?? 0) ^ 1
  const alone = join(await newFolder(), 'alone')
  await writeFile(alone, bytes)
  const damaged = { code: 1, errors: expect.stringMatching(/^This backup is damaged: .*\n$/) }
  expect(await run('restore', [alone], other)).toMatchObject(damaged)
  expect(await run('backup', ['--check', alone], other)).toMatchObject(damaged)
  await writeFile(alone, await readFile(join(folder, 'monday')))
  expect(await run('restore', [alone], other)).toMatchObject({
    code: 1,
    errors: expect.stringMatching(/^There is no list .*would come back.*--erased none/),
  })
  expect(await readdir(folder)).not.toContain('untouched')
})

test('a passphrase comes from a variable, a file or standard input', async () => {
  const file = join(folder, 'secret')
  const key = join(folder, 'key')
  await writeFile(key, `${secret}\n`)
  expect(await run('backup', ['-'], {}, '')).toMatchObject({ code: 0 })
  expect(await run('backup', [file], { ROLLCALL_BACKUP_PASSPHRASE: secret })).toMatchObject({ code: 0 })
  expect(await run('backup', ['--check', file])).toMatchObject({
    code: 1,
    errors: expect.stringMatching(/encrypted/),
  })
  expect(await run('backup', ['--check', '--passphrase-file', key, file])).toMatchObject({ code: 0 })
  expect(await run('backup', ['--check', '--passphrase-file', '-', file], {}, secret)).toMatchObject({
    code: 0,
  })
  expect(await run('backup', ['--check', '--passphrase-file', '-', file], {}, 'short')).toMatchObject({
    code: 1,
    errors: 'The passphrase must be one line of at least 12 characters.\n',
  })
})

test('a directory that is not there is not made', async () => {
  const nowhere = join(folder, 'nowhere')
  expect(await run('backup', [join(folder, 'nothing')], { ROLLCALL_DATA_DIR: nowhere })).toMatchObject({
    code: 1,
    errors: expect.stringMatching(/^There is no directory of people in .*ROLLCALL_DATA_DIR/),
  })
  expect(await readdir(folder)).not.toContain('nowhere')
})

test.each([
  ['backup', []],
  ['backup', ['one', 'two']],
  ['backup', ['--check', '--erased-only', 'one']],
  ['backup', ['--passphrase', secret, 'one']],
  ['restore', []],
  ['restore', ['--check', 'one']],
])('%s %j prints how it is used', async (name, args) => {
  expect(await run(name, args)).toMatchObject({
    code: 1,
    errors: expect.stringContaining(`Usage: npm run ${name} --`),
  })
})

type Result = { code: number; output: string; errors: string }

function run(
  name: string,
  args: string[],
  env: Record<string, string> = {},
  input?: string,
): Promise<Result> {
  const command = fileURLToPath(new URL(`${name}.ts`, import.meta.url))
  const given = { ...process.env, DATABASE_URL: '', ROLLCALL_DATA_DIR: data, ...env }
  return new Promise((resolve) => {
    const started = execFile(
      process.execPath,
      ['--import', 'tsx', command, ...args],
      { env: given, encoding: 'latin1' },
      (error, output, errors) => resolve({ code: error ? Number(error.code) : 0, output, errors }),
    )
    started.stdin?.end(input)
  })
}
