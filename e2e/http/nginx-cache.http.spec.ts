import { createToken } from '#db/accounts/tokens.ts'
import { type Executor, open, transaction } from '#db/database.ts'
import type { Actor } from '#db/policy.ts'
import { openPublicView } from '#db/settings/settings.ts'
import * as users from '#db/users/edit.ts'
import { blankUser } from '#db/users/values.ts'
import { ask } from '../support/ask.ts'
import { expect, test } from '../support/fixtures.ts'
import { type FreshServer, openStore, startFreshServer } from '../support/fresh-server.ts'
import { type Front, newNetwork, site, startFront } from '../support/nginx/front.ts'

// nginx has deploy/nginx.conf. Nobody else writes to this store, so its entity tags change with these tests alone.
const network = newNetwork()
const [visitor] = network.visitors
const keeper: Actor = { id: null, name: 'test fixture', role: 'admin' }

test.describe.configure({ mode: 'default' })
test.use({ role: 'nobody' })
let store: Awaited<ReturnType<typeof openStore>> | undefined
let db: Executor & { destroy(): Promise<void> }
let server: FreshServer | undefined
let front: Front | undefined

test.beforeAll(async () => {
  store = await openStore('nginx')
  server = await startFreshServer({
    DATABASE_URL: store.url,
    TRUSTED_PROXIES: network.proxy,
    PUBLIC_URL: `https://${site}`,
  })
  db = open(store.url)
  await openPublicView(db)
  front = await startFront(network, Number(new URL(server.url).port))
})

test.afterAll(async () => {
  await front?.close()
  await db.destroy()
  await server?.close()
  await store?.close()
})

async function visit(path: string, headers: Record<string, string> = {}) {
  const answer = await ask(`https://${site}${path}`, {
    from: visitor,
    to: network.proxy,
    ca: front?.ca ?? '',
    headers,
  })
  return { status: answer.status, headers: answer.headers, text: await answer.text(), kept: keptOf(answer) }
}

/** HIT: from nginx alone. */
function keptOf({ headers }: Response): string | null {
  return headers.get('x-cache')
}

/** Asks until nginx has it, because a slow machine may take longer than nginx keeps it. */
async function untilKept(path: string, kept: string, headers: Record<string, string> = {}) {
  await expect.poll(async () => (await visit(path, headers)).kept, { intervals: [50] }).toBe(kept)
}

async function addPerson(name: string) {
  const values = { ...blankUser, name, email: 'secret@example.org' }
  return transaction(db, (trx) => users.create(trx, values, keeper))
}

test('http leads to https', async () => {
  const answer = await ask(`http://${site}/users?q=Ada`, { from: visitor, to: network.proxy })
  expect([answer.status, answer.headers.get('location')]).toEqual([301, `https://${site}/users?q=Ada`])
})

test('public JSON is kept for a moment, and no answer after it is older than a change', async () => {
  const person = await addPerson('Ada Before')
  const path = `/api/users/${person.id}`
  await untilKept(path, 'HIT')
  // Rollcall says that nothing has changed.
  await expect.poll(async () => (await visit(path)).kept, { intervals: [2_500] }).toBe('REVALIDATED')
  await transaction(db, (trx) => users.update(trx, person, { ...blankUser, name: 'Ada After' }, keeper))
  for (;;) {
    const { kept, text } = await visit(path)
    if (kept === 'HIT' && text.includes('Ada Before')) continue
    expect(text).toContain('Ada After')
    break
  }
})

test('answers to a token are never kept, nor what they hold', async () => {
  const person = await addPerson('Grace')
  const path = `/api/users/${person.id}`
  const token = { name: 'Site', contact: true, days: 1 }
  const { secret } = await transaction(db, (trx) => createToken(trx, token, keeper))
  const authorization = `Bearer ${secret}`
  for (let times = 0; times < 3; times++) {
    const shown = await visit(path, { authorization })
    expect([shown.kept, shown.text.includes('secret@example.org')]).toEqual(['BYPASS', true])
    expect((await visit(path)).text).not.toContain('secret@example.org')
  }
  await untilKept(path, 'HIT')
  expect((await visit(path, { authorization })).text).toContain('secret@example.org')
  expect((await visit(path, { prefer: 'return=minimal' })).kept).toBe('BYPASS')
})

test('what varies is kept apart, and pages, refusals and problems are not kept', async () => {
  const accept = (type: string) => ({ accept: type })
  await untilKept('/api/users?limit=3', 'HIT', accept('text/csv'))
  await untilKept('/api/users?limit=3', 'HIT', accept('application/json'))
  for (const type of ['text/csv', 'application/json'])
    expect((await visit('/api/users?limit=3', accept(type))).headers.get('content-type')).toContain(type)
  for (let times = 0; times < 3; times++) {
    expect((await visit('/api/users/0')).kept).not.toBe('HIT')
    expect((await visit('/api/users?limit=none')).kept).not.toBe('HIT')
    expect((await visit('/sign-in')).kept).toBe(null)
  }
})
