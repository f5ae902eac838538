import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { setTimeout } from 'node:timers/promises'
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

  test('takes fifty files at once, or refuses them, within little memory', async () => {
    const rows = Array.from({ length: 10_500 }, (_, line) => `Person ${line},${'x'.repeat(440)}\n`)
    const people = Buffer.from(`name,about\n${rows.join('')}`)
    const files = Array.from(
      { length: 50 },
      (_, at) => new File([people, `Person of ${at},`], `${at}.csv`, { type: 'text/csv' }),
    )
    const form = await openForm(`${server.url}/users/import`, cookies.editor ?? '')
    const send = (file: File, at: number) => {
      const headers = { origin: server.url, 'x-forwarded-for': `192.0.2.${at % 5}` }
      return post(form, { file, submission: randomUUID() }, headers)
    }
    const sent: Promise<Response>[] = []
    for (const [at, file] of files.entries()) {
      sent.push(send(file, at))
      // So that fetch sees that a connection it has used before is closed.
      await setTimeout(1)
    }
    const answers = await Promise.all(sent)
    const [taken = [], busy = []] = [303, 503].map((wanted) =>
      answers.filter(({ status }) => status === wanted),
    )
    expect(taken.length + busy.length).toBe(50)
    // A slow machine lets the last of them wait for too long.
    expect(taken.length).toBeGreaterThan(4)
    for (const answer of busy) expect(await answer.text()).toContain('busy with other large files')
    expect(await server.highestMemory()).toBeLessThan(600)
    await expectPages()
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

  test('keeps a turn for others from a network, and from strangers, who never finish their files', async () => {
    const form = await openForm(`${server.url}/users/import`, cookies.editor ?? '')
    const strangers = Array.from({ length: 20 }, (_, at) => neverFinished(`192.0.2.${20 + at}`, ''))
    const slow = Array.from({ length: 60 }, () => neverFinished('192.0.2.9', cookies.editor ?? ''))
    // The first refusal says that all places are taken.
    for (const sockets of [strangers, slow]) await Promise.any(sockets.map((each) => once(each, 'data')))
    const file = new File([`name\n${'Ada\n'.repeat(300_000)}`], 'people.csv', { type: 'text/csv' })
    const refused = await post(form, { file }, { origin: server.url, 'x-forwarded-for': '192.0.2.9' })
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '60'])
    const taken = await post(form, { file }, { origin: server.url, 'x-forwarded-for': '192.0.2.10' })
    expect(taken.status).toBe(200)
    for (const socket of [...slow, ...strangers]) socket.destroy()
  })

  /** Promises a large file, and sends nothing of it. */
  function neverFinished(network: string, cookie: string): Socket {
    const { port, hostname } = new URL(server.url)
    const socket = connect(Number(port), hostname)
    const lines = [
      'POST /users/import HTTP/1.1',
      'Host: localhost',
      `X-Forwarded-For: ${network}`,
      `Cookie: ${cookie}`,
      'Content-Type: multipart/form-data; boundary=x',
      'Content-Length: 4000000',
    ]
    socket.on('error', () => {}).write(`${lines.join('\r\n')}\r\n\r\n`)
    return socket
  }

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
