import * as sessions from '#db/accounts/sessions.ts'
import { type Executor, open, transaction } from '#db/database.ts'
import type { Role } from '#db/policy.ts'
import { openPublicView } from '#db/settings/settings.ts'
import { createTeam } from '#db/teams/edit.ts'
import { create } from '#db/users/edit.ts'
import { samplePerson } from '#db/users/samples.ts'
import { hostileRequests } from '../support/attack/requests.ts'
import { type Outcome, sendAll } from '../support/attack/send.ts'
import { expect, test } from '../support/fixtures.ts'
import { type FreshServer, openStore, startFreshServer } from '../support/fresh-server.ts'
import { idsOfActions } from '../support/guesses.ts'
import { openForm, post } from '../support/plain-form.ts'

const many = 10_000

/** These would sign out the accounts that send the requests. */
const ending = [
  'signOut',
  'endSession',
  'endOtherSessions',
  'eraseAccount',
  'disableAccount',
  'endAccountSessions',
]

test.describe('a server that is asked for what nobody should ask for', () => {
  test.describe.configure({ mode: 'default', timeout: 900_000 })
  let store: Awaited<ReturnType<typeof openStore>>
  let server: FreshServer
  let db: Executor
  const cookies: Record<string, string> = { nobody: '' }

  test.beforeAll(async () => {
    store = await openStore('hostile')
    server = await startFreshServer({ DATABASE_URL: store.url })
    db = open(store.url)
    await openPublicView(db)
    for (const role of ['viewer', 'editor', 'admin'] as const) cookies[role] = await signIn(role)
    await transaction(db, async (trx) => {
      const actor = { id: null, name: 'test', role: 'admin' } as const
      for (let number = 1; number <= 30; number++) await create(trx, samplePerson(number), actor)
      for (const name of ['Kitchen', 'Library']) await createTeam(trx, { name }, actor)
    })
  })

  test.afterAll(async () => {
    await db?.destroy()
    await server?.close()
    await store?.close()
  })

  test('answers ten thousand hostile requests without a fault, and its pages afterwards', async () => {
    const actions = idsOfActions((name) => !ending.includes(name))
    const known = { cookies: Object.values(cookies), origin: server.url, actions }
    const failed = await sendAll(server.url, hostileRequests(known, many))
    expect(failed.slice(0, 20).map(inWords)).toEqual([])
    const faults = server
      .log()
      .split('\n')
      .filter((line) => /"level":(50|60)/.test(line))
    expect(faults.slice(0, 20)).toEqual([])
    await expectPages()
  })

  test('takes fifty files at once within little memory', async () => {
    const form = await openForm(`${server.url}/users/import`, cookies.editor ?? '')
    const row = (file: number, line: number) => `Person ${line},${'x'.repeat(440)} ${file}\n`
    const files = Array.from({ length: 50 }, (_, file) => {
      const rows = Array.from({ length: 11_000 }, (_, line) => row(file, line)).join('')
      return new File([`name,about\n${rows}`], `people ${file}.csv`, { type: 'text/csv' })
    })
    const answers = await Promise.all(files.map((file) => post(form, { file })))
    const statuses = new Set(answers.map(({ status }) => status))
    expect([...statuses].filter((status) => status !== 303 && status !== 503)).toEqual([])
    expect(statuses).toContain(303)
    expect(await server.highestMemory()).toBeLessThan(600)
    await expectPages()
  })

  async function expectPages(): Promise<void> {
    for (const [role, path] of [
      ['nobody', '/users'],
      ['viewer', '/users'],
      ['editor', '/users/new'],
      ['admin', '/settings'],
      ['nobody', '/api/users'],
    ] as const) {
      const answer = await fetch(`${server.url}${path}`, { headers: { cookie: cookies[role] ?? '' } })
      expect([role, path, answer.status]).toEqual([role, path, 200])
      if (!path.startsWith('/api')) expect(await answer.text()).toContain('</html>')
    }
  }

  async function signIn(role: Role): Promise<string> {
    return transaction(db, async (trx) => {
      const { id } = await trx
        .insertInto('accounts')
        .values({ email: `${role}@example.com`, role, password: null })
        .returning('id')
        .executeTakeFirstOrThrow()
      return `session=${await sessions.start(trx, id, 'Playwright')}`
    })
  }
})

function inWords({ asked, status, text }: Outcome): string {
  const { kind, method, path, headers, body } = asked
  return [kind, method, path, JSON.stringify(headers), body ?? '', '=>', status, text]
    .join(' ')
    .slice(0, 2_000)
}
