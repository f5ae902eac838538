import type { APIResponse } from '@playwright/test'
import { visibleFields } from '#db/policy.ts'
import { expect, test } from '../support/contract.ts'

test('the list is a bare array that starts with the lowest id and shows the public view alone', async ({
  request,
  addUser,
}) => {
  const shown = await addUser({ jobTitle: '' })
  const hidden = [await addUser({ status: 'inactive' }), await addUser({ listed: false })]
  const response = await request.get('/api/users?limit=1000')
  expect(response.status()).toBe(200)
  expect(response.headers()['content-type']).toBe('application/json')
  expect(response.headers()['cache-control']).toBe('public, max-age=60, s-maxage=1, stale-while-revalidate=1')
  const users: Record<string, unknown>[] = await response.json()
  const ids = users.map(({ id }) => Number(id))
  expect(ids).toEqual([...ids].sort((one, other) => one - other))
  expect(ids).toContain(shown.id)
  for (const user of hidden) expect(ids).not.toContain(user.id)
  const keys = new Set(users.flatMap((user) => Object.keys(user)))
  const permitted: readonly string[] = visibleFields('public')
  expect([...keys].filter((key) => !permitted.includes(key))).toEqual([])
  expect(JSON.stringify(users)).not.toMatch(/null|@example\.com/)
})

test('the Link header leads through everybody, forwards and back', async ({ request, addUser }) => {
  const added: number[] = []
  for (let count = 0; count < 5; count++) added.push((await addUser()).id)
  const forwards = await walk('/api/users?limit=2', 'next')
  expect(forwards.ids.filter((id) => added.includes(id))).toEqual(added)
  expect(new Set(forwards.ids).size).toBe(forwards.ids.length)
  const backwards = await walk(forwards.last, 'prev')
  for (const id of added.slice(0, 3)) expect(backwards.ids).toContain(id)

  async function walk(start: string, rel: string) {
    const ids: number[] = []
    let last = start
    for (let next: string | undefined = start; next; ) {
      last = next
      const response: APIResponse = await request.get(next)
      ids.push(...(await response.json()).map(({ id }: { id: number }) => id))
      next = new RegExp(`<([^>]+)>; rel="${rel}"`).exec(response.headers().link ?? '')?.[1]
    }
    return { ids, last }
  }
})

test('a tag that still holds is answered with 304 and no body', async ({ request, addUser }) => {
  const grace = await addUser()
  const first = await request.get(`/api/users/${grace.id}`)
  const tag = first.headers().etag ?? ''
  expect(tag).toMatch(/^W\/"/)
  expect(first.headers()['last-modified']).toBe(grace.updatedAt.toUTCString())
  const opaque = tag.replace('W/', '')
  const held = [tag, opaque, `"other", ${tag}`, '*', `${opaque.slice(0, -1)}-gzip"`]
  for (const value of held) {
    const again = await request.get(`/api/users/${grace.id}`, { headers: { 'if-none-match': value } })
    expect([value, again.status(), await again.text()]).toEqual([value, 304, ''])
    expect(again.headers().etag).toBe(tag)
  }
  expect(
    (await request.get(`/api/users/${grace.id}`, { headers: { 'if-none-match': '"other"' } })).status(),
  ).toBe(200)
})

test("the list's tag changes with every write", async ({ request, addUser }) => {
  const tags = new Set<string | undefined>()
  for (let count = 0; count < 3; count++) {
    await addUser()
    tags.add((await request.get('/api/users')).headers().etag)
  }
  expect(tags.size).toBe(3)
})

test('HEAD is GET without the body, OPTIONS names what there is', async ({ request, addUser }) => {
  const grace = await addUser()
  for (const path of ['/api/users', `/api/users/${grace.id}`]) {
    const head = await request.head(path)
    expect([head.status(), await head.text(), head.headers()['content-type']]).toEqual([
      200,
      '',
      'application/json',
    ])
    const options = await request.fetch(path, { method: 'OPTIONS' })
    expect([options.status(), options.headers().allow]).toEqual([204, 'GET, HEAD, OPTIONS'])
  }
})

test('methods that would change something are answered with 405 and why', async ({ request }) => {
  for (const path of ['/api/users', '/api/users/1'])
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      const response = await request.fetch(path, { method, data: { name: 'x' } })
      expect(response.status()).toBe(405)
      expect(response.headers().allow).toBe('GET, HEAD, OPTIONS')
      expect(response.headers()['content-type']).toBe('application/problem+json')
      expect(await response.json()).toMatchObject({
        message: 'Method Not Allowed',
        status: 405,
        detail: expect.stringContaining('forms'),
      })
    }
})

test('ids that are missing, hidden, trashed or malformed answer with one and the same 404', async ({
  request,
  addUser,
  trashUser,
}) => {
  const trashed = await trashUser(await addUser())
  const hidden = await addUser({ listed: false })
  const inactive = await addUser({ status: 'inactive' })
  for (const id of [
    trashed.id,
    hidden.id,
    inactive.id,
    0,
    2147483647,
    99999999999,
    'abc',
    '1.5',
    '%00',
    '%FF',
    '%E0%A4%A',
    '1%20',
  ]) {
    const response = await request.get(`/api/users/${id}`)
    expect([id, response.status()]).toEqual([id, 404])
    const { instance: _, ...body } = await response.json()
    expect(body).toEqual({
      type: 'about:blank',
      title: 'Not Found',
      status: 404,
      detail: 'There is no such person.',
      message: 'Not Found',
    })
  }
})

test('parameters that are unknown, repeated or wrong are refused by name', async ({ request }) => {
  const refused = [
    ['limit=0', 'limit'],
    ['limit=1001', 'limit'],
    ['limit=ten', 'limit'],
    ['limit=', 'limit'],
    ['limit=1&limit=2', 'limit'],
    ['cursor=damaged', 'cursor'],
    ['page=2', 'page'],
    ['Limit=5', 'Limit'],
  ]
  for (const [query, parameter] of refused) {
    const response = await request.get(`/api/users?${query}`)
    expect([query, response.status()]).toEqual([query, 400])
    expect(response.headers()['content-type']).toBe('application/problem+json')
    expect((await response.json()).errors).toContainEqual({ parameter, message: expect.any(String) })
  }
})

test('pages of other sites may read it, and what it sends along', async ({ request }) => {
  const headers = (await request.get('/api/users')).headers()
  expect(headers['access-control-allow-origin']).toBe('*')
  expect(headers['access-control-allow-credentials']).toBeUndefined()
  expect(headers['access-control-expose-headers']).toBe('ETag, Link, Retry-After, X-Total-Count')
  const preflight = await request.fetch('/api/users', { method: 'OPTIONS' })
  expect(preflight.headers()['access-control-allow-headers']).toBe('Authorization, If-None-Match, Prefer')
})

test('an Accept header without JSON is answered with 406 and what there is', async ({ request }) => {
  for (const [accept, status] of [
    ['application/json', 200],
    ['text/html, */*;q=0.1', 200],
    ['application/*', 200],
    ['text/html', 406],
    ['application/json;q=0', 406],
    ['*/*;q=0.0', 406],
  ] as const) {
    const response = await request.get('/api/users', { headers: { accept } })
    expect([accept, response.status()]).toEqual([accept, status])
    if (status === 406) expect((await response.json()).detail).toContain('application/json')
  }
})

test('any other address of the API is a 404 in its own form', async ({ request }) => {
  for (const path of ['/api/nowhere', '/api/users/1/x', '/api/user']) {
    const response = await request.get(path)
    expect([path, response.status(), response.headers()['content-type']]).toEqual([
      path,
      404,
      'application/problem+json',
    ])
  }
})
