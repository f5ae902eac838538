import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { createAccount } from '#db/accounts/edit.ts'
import { type Executor, transaction } from '#db/database.ts'
import { alice, db, grace, openOwnDatabase } from '#db/testing/database.ts'
import { create } from '#db/users/edit.ts'
import { importFile } from './import-file.server.ts'
import { readCommand } from './options.server.ts'
import { inJson } from './report.server.ts'
import { inText } from './text.server.ts'

function run(content: string, ...args: string[]) {
  return runOn(db, content, ...args)
}

function runOn(db: Executor, content: string, ...args: string[]) {
  const command = readCommand(['list.csv', ...args])
  return importFile(db, command, Buffer.from(content))
}

test('columns go where the command says, by name or number, and others give way', async () => {
  const list = '"a=b",???,,Name,Phone,Mobile\nAda Map,Room 3,Cox,Somebody Else,1,2\n'
  const to = ['--map', 'a=b=name', '--map', '??? = location', '--map', 'Column 3=Job title']
  const { report } = await run(list, ...to, '--map', 'Phone=leave', '--map', 'MOBILE=phone')
  expect(report.new).toEqual([
    { name: 'Ada Map', phone: '2', jobTitle: 'Cox', location: 'Room 3', status: 'active' },
  ])
})

test.each([
  [['--map', 'Nobody=name'], '--map: the file has no column "Nobody". It has Full name, Column 2'],
  [['--map', '!!=name'], '--map: the file has no column "!!"'],
  [['--map', 'Full name=shoe size'], '--map Full name=shoe size: write the name of a column'],
  [['--at-most', '101'], '--at-most takes a percentage, such as 20%'],
  [['--at-most', 'all'], '--at-most takes a percentage, such as 20%'],
  [['--as', 'nobody@example.com'], '--as: there is no account of an editor or admin'],
  [['other.csv'], 'Usage: npm run import -- FILE'],
  [['--aply'], "Unknown option '--aply'"],
])('%j is refused in words', async (args, message) => {
  await expect((async () => run('Full name,\nAda Fine,x\n', ...args))()).rejects.toThrow(message)
})

// Of its own, because the command looks again only a few times while others write.
test('history shows the account that --as names, or the command', async () => {
  const own = await openOwnDatabase()
  const email = `${randomUUID()}@example.com`
  const editor = await transaction(own.db, (trx) =>
    createAccount(trx, { email, role: 'editor', userEmail: '' }, grace),
  )
  const viewer = await transaction(own.db, (trx) =>
    createAccount(trx, { email: `v-${email}`, role: 'viewer', userEmail: '' }, grace),
  )
  const person = await transaction(own.db, (trx) => create(trx, alice(), grace))
  const list = (title: string) => `Email,Job title\n${person.email},${title}\n`
  await runOn(own.db, list('Cox'), '--apply', '--as', email)
  await runOn(own.db, list('Stroke'), '--apply')
  const authors = await own.db
    .selectFrom('events')
    .select(['actorId', 'actor'])
    .where('userId', '=', person.id)
    .orderBy('version')
    .execute()
  expect(authors.slice(1)).toEqual([
    { actorId: editor.id, actor: `account ${editor.id}` },
    { actorId: null, actor: 'Import command' },
  ])
  await expect(runOn(own.db, list('Bow'), '--apply', '--as', viewer.email)).rejects.toThrow('--as')
  await own.close()
})

test('nobody is deactivated while a row that is refused may be anybody', async () => {
  const list = 'Full name,Email\nAda Fine,\n,nobody@\n'
  const { isAll, words } = await run(list, '--deactivate-missing', '--at-most', '100%')
  expect(isAll).toBe(false)
  expect(words[0]).toContain('Nobody is deactivated')
})

test('a terminal gets no command from a cell, a head or the name of a file', async () => {
  const escapes = 'x\u001b]0;taken\u0007\u009b2J\u202ey'
  const { report } = await run(`Full name,Email,"Head ${escapes}"\nAda,"${escapes}@\n${escapes}",z\n`)
  const printed = inText(`${escapes}.csv`, report)
  expect(printed).toContain('x\ufffd]0;taken')
  expect(printed.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202e]/u)
  const json = inJson(report)
  expect(json.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u)
  expect(JSON.parse(json)).toEqual(report)
})

test('a line of the text is never longer than a screen', async () => {
  const { report } = await run(`Full name,${'h'.repeat(10_000)}\n${'n'.repeat(10_000)},x\n`)
  expect(
    Math.max(
      ...inText('list.csv', report)
        .split('\n')
        .map(({ length }) => length),
    ),
  ).toBeLessThan(2_100)
})
