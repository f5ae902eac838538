import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { setPassword } from '../accounts/access.ts'
import { findAccountByEmail } from '../accounts/find.ts'
import { findByPasswordLink } from '../accounts/password-links.ts'
import { sessionsOf, start as startSession } from '../accounts/sessions.ts'
import { signIn } from '../accounts/sign-in.ts'
import { type Executor, transaction } from '../database.ts'
import { readSettings } from '../settings/settings.ts'
import { openOwnDatabase } from '../testing/database.ts'
import { create } from '../users/edit.ts'
import { samplePerson } from '../users/samples.ts'
import { carryOut } from './accounts/carry-out.ts'
import { readCommand, usage, WrongUsage } from './accounts/options.ts'

const site = 'https://people.example.com'

describe('an account', () => {
  // A separate database, because the last admin depends on every account in it.
  let own: Awaited<ReturnType<typeof openOwnDatabase>>
  let db: Executor

  beforeAll(async () => {
    own = await openOwnDatabase()
    db = own.db
  })
  afterAll(() => own.close())
  beforeEach(async () => {
    await db.deleteFrom('accounts').execute()
  })

  test('gets a link that works once the old password is lost, and the audit names the command', async () => {
    await addAda()
    const said = await run('link', 'ADA@example.com')
    expect(said).toContain('One-time link for ada@example.com')
    expect(await ownerOf(said)).toMatchObject({ email: 'ada@example.com' })
    expect(await latestEvent()).toMatchObject({
      verb: 'make-password-link',
      actor: 'Accounts command',
      actorId: null,
      accountId: (await account('ada@example.com')).id,
    })
  })

  test('is let in with a password again, where only single sign-on was allowed', async () => {
    expect(await run('allow-passwords')).toBe('People may sign in with a password already.')
    await db.updateTable('directory').set({ ssoOnly: true }).execute()
    expect(await run('allow-passwords')).toContain('with a password again')
    expect(await readSettings(db)).toMatchObject({ ssoOnly: false })
    expect(await latestEvent()).toMatchObject({ verb: 'change-settings', actor: 'Accounts command' })
  })

  test('is added with a role and a link, and an address is taken however it is written', async () => {
    await addAda()
    const said = await run('add', 'bob@example.com', '--role', 'editor')
    expect(said).toMatch(/^Added the account bob@example\.com, role editor\.\n/)
    expect(await ownerOf(said)).toMatchObject({ email: 'bob@example.com', role: 'editor' })
    expect(await latestEvent()).toMatchObject({
      verb: 'create-account',
      after: { email: 'bob@example.com', role: 'editor' },
    })
    await expect(run('add', 'BOB@example.com', '--role', 'viewer')).rejects.toThrow(
      'Nothing was changed: another account has the address BOB@example.com.',
    )
  })

  test('that is the first one is an admin', async () => {
    await expect(run('add', 'ada@example.com', '--role', 'viewer')).rejects.toThrow('must be an admin')
    expect(await run('list')).toMatch(/^This database has no accounts\./)
    await expect(run('link', 'ada@example.com')).rejects.toThrow('This database has no accounts.')
    await run('add', 'ada@example.com', '--role', 'admin')
    expect(await account('ada@example.com')).toMatchObject({ role: 'admin' })
  })

  test('that nobody has is named', async () => {
    await addAda()
    for (const args of [
      ['link'],
      ['disable'],
      ['enable'],
      ['end-sessions'],
      ['reset-second-factor'],
      ['role', 'admin'],
    ])
      await expect(run(args[0] ?? '', 'nobody@example.com', ...args.slice(1))).rejects.toThrow(
        'No account has the address nobody@example.com. To see those that there are: npm run accounts -- list',
      )
  })

  test('keeps its person and its sessions when it gets a higher role, and ends them with a lower one', async () => {
    await addAda()
    const person = await transaction(db, (trx) => create(trx, samplePerson(1), nobody))
    await run('add', 'bob@example.com', '--role', 'viewer')
    await db
      .updateTable('accounts')
      .set({ userId: person.id })
      .where('email', '=', 'bob@example.com')
      .execute()
    const { id } = await account('bob@example.com')
    await transaction(db, (trx) => startSession(trx, id, 'Browser'))
    expect(await run('role', 'bob@example.com', 'Editor')).toBe(
      'bob@example.com had the role viewer, and has the role editor now.',
    )
    expect(await account('bob@example.com')).toMatchObject({ role: 'editor', userId: person.id })
    expect(await sessionsOf(db, id)).toHaveLength(1)
    expect(await run('role', 'bob@example.com', 'editor')).toContain('already')
    await run('role', 'bob@example.com', 'viewer')
    expect(await sessionsOf(db, id)).toHaveLength(0)
  })

  test('is disabled and enabled, and gets no link in between', async () => {
    await addAda()
    const link = await run('add', 'bob@example.com', '--role', 'viewer')
    await run('disable', 'bob@example.com')
    expect(await ownerOf(link)).toBeUndefined()
    expect(await run('disable', 'bob@example.com')).toBe('bob@example.com is disabled already.')
    await expect(run('link', 'bob@example.com')).rejects.toThrow('npm run accounts -- enable bob@example.com')
    expect(await run('enable', 'bob@example.com')).toBe('bob@example.com is enabled.')
    expect(await run('enable', 'bob@example.com')).toBe('bob@example.com is enabled already.')
    expect(await ownerOf(await run('link', 'bob@example.com'))).toBeDefined()
  })

  test('loses its sessions and keeps its password', async () => {
    const { id } = await addAda()
    await transaction(db, (trx) => startSession(trx, id, 'Browser'))
    expect(await run('end-sessions', 'ada@example.com')).toContain('The password stays')
    expect(await sessionsOf(db, id)).toHaveLength(0)
    expect(await latestEvent()).toMatchObject({ verb: 'end-sessions', actor: 'Accounts command' })
  })

  test('loses its second factor, and keeps its sessions', async () => {
    const { id } = await addAda()
    expect(await run('reset-second-factor', 'ada@example.com')).toBe('ada@example.com has no second factor.')
    await db
      .updateTable('accounts')
      .set({ secondFactor: 'A', secondFactorStep: 7, recoveryCodes: ['a', 'b'] })
      .execute()
    await transaction(db, (trx) => startSession(trx, id, 'Browser'))
    expect(await run('reset-second-factor', 'ada@example.com')).toContain('no second factor any more')
    expect(await account('ada@example.com')).toMatchObject({
      secondFactor: null,
      secondFactorStep: 0,
      recoveryCodes: [],
    })
    expect(await sessionsOf(db, id)).toHaveLength(1)
    expect(await latestEvent()).toMatchObject({ verb: 'drop-second-factor', actor: 'Accounts command' })
  })

  test('of the last admin who can sign in stays as it is', async () => {
    const ada = await addAda()
    await run('add', 'bob@example.com', '--role', 'admin')
    for (const args of [['disable'], ['role', 'viewer']])
      await expect(run(args[0] ?? '', 'ada@example.com', ...args.slice(1))).rejects.toThrow(
        'Nothing was changed: ada@example.com is the only admin who can sign in.',
      )
    expect(await account('ada@example.com')).toEqual(ada)
  })

  test('has a line in a table that aligns', async () => {
    const ada = await addAda()
    const person = await transaction(db, (trx) =>
      create(trx, { ...samplePerson(2), name: 'Ada Lovelace' }, nobody),
    )
    await db.updateTable('accounts').set({ userId: person.id }).where('id', '=', ada.id).execute()
    await transaction(db, (trx) =>
      signIn(trx, { ...ada, userId: person.id }, { network: '', browser: '', known: undefined }),
    )
    await db.updateTable('accounts').set({ secondFactor: 'A' }).where('id', '=', ada.id).execute()
    await run('add', 'zo\u0065\u0308@example.com', '--role', 'editor')
    await run('add', 'gone.for.good@example.com', '--role', 'viewer')
    await run('disable', 'gone.for.good@example.com')
    const [head, ...lines] = (await run('list')).split('\n')
    expect(head).toBe(
      'EMAIL                      ROLE    STATE            SECOND FACTOR  LAST SIGN-IN (UTC)  PERSON',
    )
    expect(lines.map((line) => line.replace(/\d{4}-\d\d-\d\d \d\d:\d\d/, 'yyyy-mm-dd hh:mm'))).toEqual([
      'ada@example.com            admin   can sign in      on             yyyy-mm-dd hh:mm    Ada Lovelace',
      'gone.for.good@example.com  viewer  disabled         -              -                   -',
      'zo\u00eb@example.com            editor  no password yet  -              -                   -',
    ])
  })

  const nobody = { id: null, name: 'Grace', role: 'admin' } as const

  function run(...args: string[]): Promise<string> {
    const command = readCommand(args)
    if (command.deed === 'help') throw new Error('no command')
    return carryOut(db, command, site)
  }

  async function addAda() {
    await run('add', 'ada@example.com', '--role', 'admin')
    const ada = await account('ada@example.com')
    return transaction(db, (trx) => setPassword(trx, ada, 'a hash', nobody))
  }

  async function account(email: string) {
    const found = await findAccountByEmail(db, email)
    if (!found) throw new Error(`no account ${email}`)
    return found
  }

  function ownerOf(said: string) {
    const [, token = ''] = /^https:\/\/people\.example\.com\/password\/([\w-]{43})$/m.exec(said) ?? []
    return findByPasswordLink(db, token)
  }

  function latestEvent() {
    return db.selectFrom('events').selectAll().orderBy('id', 'desc').limit(1).executeTakeFirstOrThrow()
  }
})

test.each([
  [[], 'Usage: '],
  [['--role', 'admin'], 'Usage: '],
  [['lists'], 'There is no command "lists".'],
  [['list', 'ada@example.com'], '"list" is used differently.'],
  [['link'], '"link" is used differently.'],
  [['link', 'ada@example.com', 'bob@example.com'], '"link" is used differently.'],
  [['add', 'ada@example.com'], '"add" is used differently.'],
  [['add', 'ada@example.com', '--role', 'boss'], 'There is no role "boss".'],
  [['add', 'ada', '--role', 'admin'], '"ada" is no email address.'],
  [['add', `${'x'.repeat(251)}@a.b`, '--role', 'admin'], 'is no email address.'],
  [['role', 'ada@example.com', 'boss'], 'There is no role "boss".'],
  [['list', '--all'], '--all'],
])('%j is told how the command is used', (args, words) => {
  const read = () => readCommand(args)
  expect(read).toThrow(WrongUsage)
  expect(read).toThrow(words)
  expect(read).toThrow(usage)
})

test('every command in docs/locked-out.md is understood', () => {
  const page = readFileSync('docs/locked-out.md', 'utf8')
  const commands = [...page.matchAll(/npm run (?:--silent )?accounts -- ([^\n`]+)/g)]
  expect(commands.length).toBeGreaterThan(10)
  for (const [, words = ''] of commands)
    expect([words, readCommand(words.split(' ')).deed]).toEqual([words, words.split(' ')[0]])
})

describe('on an embedded store that another process holds open', () => {
  let folder: string
  let holder: ReturnType<typeof spawn>

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rollcall-accounts-'))
    holder = start(
      'node',
      '-e',
      'console.log("ready"); process.stdin.on("end", () => process.exit()).resume()',
    )
    await once(holder.stdout ?? holder, 'data')
  })
  afterAll(async () => {
    holder.stdin?.end()
    await once(holder, 'exit')
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  })

  test('it prints what it did, and fails with 2 for wrong usage and 1 for a refusal', async () => {
    const added = await run('add', 'ada@example.com', '--role', 'admin')
    expect(added).toMatchObject({ code: 0, errors: '' })
    expect(added.output).toMatch(/^http:\/\/localhost:3456\/password\/[\w-]{43}$/m)
    expect(await run('list')).toMatchObject({ code: 0, output: expect.stringMatching(/\nada@example\.com /) })
    expect(await run('lists')).toEqual({
      code: 2,
      output: '',
      errors: `There is no command "lists".\n${usage}\n`,
    })
    expect(await run('link', 'bob@example.com')).toEqual({
      code: 1,
      output: '',
      errors: expect.stringMatching(/^No account has the address bob@example\.com\. .+\n$/),
    })
    expect(await run('--help')).toEqual({ code: 0, output: `${usage}\n`, errors: '' })
  })

  function start(...command: string[]) {
    return spawn('node', ['--import', 'tsx', 'db/commands/with-database.ts', '--', ...command], {
      env: { ...process.env, DATABASE_URL: '', ROLLCALL_DATA_DIR: join(folder, 'data'), PORT: '3456' },
      stdio: ['pipe', 'pipe', 'pipe'],
    })
  }

  async function run(...args: string[]) {
    const started = start('tsx', 'db/commands/accounts.ts', ...args)
    const [output, errors, [code]] = await Promise.all([
      text(started.stdout),
      text(started.stderr),
      once(started, 'exit'),
    ])
    return { code, output, errors }
  }
})
