import pg from 'pg'
import { beforeAll, expect, test, vi } from 'vitest'
import { createToken } from '#db/accounts/tokens.ts'
import { transaction } from '#db/database.ts'
import { openPublicView } from '#db/settings/settings.ts'
import { add, alice, db, grace } from '#db/testing/database.ts'
import { GET as getUser } from './[id]/route.ts'
import { GET as getUsers } from './route.ts'

const base = 'http://localhost/api/users'

beforeAll(() => openPublicView(db))

test('a page of the list is one statement, however many rows it has, and so is a 304', async () => {
  for (let count = 0; count < 3; count++) await add(alice())
  for (const query of ['?limit=1', '?limit=1000', '?sort=-name&q=alice&fields=id', '?format=jsonl&limit=1']) {
    const ask = (headers: HeadersInit = {}) =>
      counted(() => getUsers(new Request(`${base}${query}`, { headers })))
    const { statements, answer } = await ask()
    expect([query, answer.status, statements]).toEqual([query, 200, 1])
    // Another test file may write between the two requests.
    await expect
      .poll(
        async () => {
          const tag = (await ask()).answer.headers.get('etag') ?? ''
          const again = await ask({ 'if-none-match': tag })
          return [query, again.answer.status, again.statements]
        },
        { timeout: 60_000 },
      )
      .toEqual([query, 304, 1])
  }
})

test('a token costs one statement more, and another one once a minute', async () => {
  const { secret } = await transaction(db, (trx) =>
    createToken(trx, { name: 'Test', contact: false, days: 1 }, grace),
  )
  const headers = { authorization: `Bearer ${secret}` }
  for (const expected of [3, 2]) {
    const { statements, answer } = await counted(() => getUsers(new Request(base, { headers })))
    expect([answer.status, statements]).toEqual([200, expected])
  }
})

test('a single user is one statement, and so is a 304', async () => {
  const { id } = await add(alice())
  const ask = (headers: HeadersInit = {}) =>
    counted(() =>
      getUser(new Request(`${base}/${id}`, { headers }), { params: Promise.resolve({ id: String(id) }) }),
    )
  const { statements, answer } = await ask()
  expect([answer.status, statements]).toEqual([200, 1])
  const again = await ask({ 'if-none-match': answer.headers.get('etag') ?? '' })
  expect([again.answer.status, again.statements]).toEqual([304, 1])
})

async function counted(ask: () => Promise<Response>) {
  const queries = vi.spyOn(pg.Client.prototype, 'query')
  try {
    const answer = await ask()
    await answer.text()
    return { statements: queries.mock.calls.length, answer }
  } finally {
    queries.mockRestore()
  }
}
