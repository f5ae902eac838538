import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'

// All commands of this file share a store that another process holds open, as a server does. One opens it as npm does.
const root = fileURLToPath(new URL('../../', import.meta.url))
const withDatabase = ['db/commands/with-database.ts', '--']
const command = 'actions/imports/command.server.ts'
const hold = [
  'node',
  '-e',
  'console.log(process.env.DATABASE_URL); process.stdin.on("end", () => process.exit()).resume()',
]
let folder: string
let holder: ReturnType<typeof start>
let url: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rollcall-import-'))
  holder = start([...withDatabase, ...hold], '')
  const [line] = await once(holder.stdout, 'data')
  url = String(line).trim()
})
afterAll(async () => {
  holder.stdin.end()
  await once(holder, 'exit')
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
})

test('a list comes in once, and its people become inactive when they are missing', {
  timeout: 600_000,
}, async () => {
  const email = `${randomUUID()}@example.com`
  const list = `Full name,Email,Team\nAda Here,${email},Choir\nBo Here,,\nCy Here,,\n`
  await writeFile(join(folder, 'list.csv'), list)
  const dry = await run(['list.csv'])
  expect(dry).toMatchObject({ code: 0, errors: '' })
  expect(dry.output).toContain(
    '\n3 new, 0 changed, 0 refused, 0 questions, 0 unchanged\nNothing is imported yet.',
  )

  const applied = await run(['-', '--apply', '--json'], list, [...withDatabase, 'tsx', command])
  expect(applied).toMatchObject({ code: 0, errors: '' })
  expect(JSON.parse(applied.output)).toEqual({
    file: {
      kind: 'text',
      encoding: 'utf-8',
      dialect: { separator: ',', quote: 'double' },
      headRow: 1,
    },
    columns: [
      { head: 'Full name', field: 'name' },
      { head: 'Email', field: 'email' },
      { head: 'Team', field: 'teams' },
    ],
    new: [
      { name: 'Ada Here', email, teams: [{ name: 'Choir' }], status: 'active' },
      { name: 'Bo Here', status: 'active' },
      { name: 'Cy Here', status: 'active' },
    ],
    changed: [],
    unchanged: 0,
    refused: [],
    leftOut: [],
    questions: [],
    teams: [{ name: 'Choir', people: 1 }],
    missing: 0,
    applied: { saved: 3, revision: expect.any(Number) },
  })

  const again = await run(['list.csv', '--apply', '--json', '--deactivate-missing'])
  expect(again.code).toBe(0)
  expect(JSON.parse(again.output)).toMatchObject({
    new: [],
    changed: [],
    unchanged: 3,
    applied: { saved: 0 },
  })

  await writeFile(join(folder, 'two.csv'), `Full name,Email\nAda Here,${email}\nBo Here,\n`)
  expect(await run(['two.csv', '--apply', '--deactivate-missing'])).toMatchObject({
    code: 1,
    output: '',
    errors: expect.stringMatching(/^1 of 3 active people are not in the file, more than 20 %\. .+\n$/),
  })
  expect(await run(['two.csv', '--apply', '--deactivate-missing', '--at-most', '40'])).toMatchObject({
    code: 0,
    output: expect.stringMatching(/1 active people? .*\n1 person imported\. Undo: \/users\/undo\/\d+\n$/s),
  })
})

test('what waits for a decision and what cannot be done at all have exit codes of their own', async () => {
  await writeFile(join(folder, 'refused.csv'), 'Full name,Email\nDi Fine,\nEd Wrong,ed@\n')
  const [some, none] = [await run(['refused.csv', '--json']), await run(['nowhere.csv'])]
  expect(some).toMatchObject({ code: 3, errors: '' })
  expect(JSON.parse(some.output)).toMatchObject({
    new: [{ name: 'Di Fine' }],
    refused: [{ row: 3, column: 'Email', value: 'ed@' }],
  })
  expect(none).toEqual({ code: 1, output: '', errors: 'Cannot read nowhere.csv: there is no such file.\n' })
})

test('a reader of the output may leave early', async () => {
  const people = Array.from({ length: 5_000 }, (_, n) => `Person of a long list ${n}\n`)
  const started = start([command, '-', '--json'])
  started.stdin.end(`Full name\n${people.join('')}`)
  const exit = once(started, 'exit')
  await once(started.stdout, 'data')
  started.stdout.destroy()
  expect(await text(started.stderr)).toBe('')
  expect(await exit).toEqual([0, null])
})

/** Without an address the store is opened in its folder. */
function start(args: string[], databaseUrl = url) {
  const env = { DATABASE_URL: databaseUrl, ROLLCALL_DATA_DIR: join(folder, 'data'), INIT_CWD: folder }
  return spawn('node', ['--import', 'tsx', ...args], { cwd: root, env: { ...process.env, ...env } })
}

async function run(args: string[], input = '', by = [command]) {
  const started = start([...by, ...args], by.length > 1 ? '' : url)
  started.stdin.end(input)
  const [output, errors, [code]] = await Promise.all([
    text(started.stdout),
    text(started.stderr),
    once(started, 'exit'),
  ])
  return { code, output, errors }
}
