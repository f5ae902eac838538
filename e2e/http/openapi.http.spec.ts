import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createConfig, lintFromString } from '@redocly/openapi-core'
import { visibleFields } from '#db/policy.ts'
import { freePort } from '#db/testing/free-port.ts'
import { fieldNames } from '#db/user-fields.ts'
import { contractOf, expect, expectContract, test } from '../support/contract.ts'
import type { Answer } from '../support/contract-document.ts'

type Scopes = keyof typeof levels

const address = '/api/openapi.json'

test('the document passes a linter', async ({ request }) => {
  const source = await (await request.get(address)).text()
  // OPTIONS has no 4xx response, which the rule below requires of each operation.
  const config = await createConfig({
    extends: ['recommended-strict'],
    rules: { 'operation-4xx-response': 'off' },
  })
  const problems = await lintFromString({ source, config })
  expect(problems.map(({ ruleId, message, location }) => [ruleId, message, location[0]?.pointer])).toEqual([])
})

test('the document is served as everything else is, and needs no token', async ({ request }) => {
  const first = await request.get(address)
  expect(first.status()).toBe(200)
  expect(first.headers()).toMatchObject({
    'content-type': 'application/json',
    'cache-control': 'public, max-age=60, s-maxage=1, stale-while-revalidate=1',
    'access-control-allow-origin': '*',
    etag: expect.stringMatching(/^W\/"/),
  })
  const headers = { 'if-none-match': first.headers().etag ?? '' }
  const again = await request.get(address, { headers })
  expect([again.status(), await again.text()]).toEqual([304, ''])
  expect((await request.head(address)).status()).toBe(200)
  const options = await request.fetch(address, { method: 'OPTIONS' })
  expect([options.status(), options.headers().allow]).toEqual([204, 'GET, HEAD, OPTIONS'])
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'])
    expect((await request.fetch(address, { method })).status()).toBe(405)
})

test('the document names the version, the licence and every operation', async ({ request }) => {
  const document = await (await request.get(address)).json()
  expect(document).toMatchObject({
    openapi: '3.1.1',
    info: { version: expect.stringMatching(/^\d+\.\d+\.\d+/), license: { identifier: 'MIT' } },
    security: [{}, { token: [] }],
    paths: {
      '/api/users': { get: { operationId: 'listUsers' } },
      '/api/users.csv': { get: { operationId: 'listUsersAsCsv' } },
      '/api/users.jsonl': { get: { operationId: 'listUsersAsJsonLines' } },
      '/api/users.vcf': { get: { operationId: 'listUsersAsVcards' } },
      '/api/users/{id}.vcf': { get: { operationId: 'readUserAsVcard' } },
      '/api/users/{id}': { get: { operationId: 'readUser' } },
    },
  })
  expect(document.components.schemas.User).not.toHaveProperty('additionalProperties')
  expect(document.components.schemas.User.required).toEqual(['id', 'name'])
  const names = (path: string) =>
    document.paths[path].get.parameters.map(({ name }: { name: string }) => name) as string[]
  const query = ['limit', 'cursor', 'sort', 'q', 'team', 'location', 'status', 'fields']
  expect(names('/api/users')).toEqual([...query, 'If-None-Match', 'Prefer'])
  expect(names('/api/users.csv')).toEqual([...query, 'bom', 'If-None-Match'])
  for (const path of ['/api/users.jsonl', '/api/users.vcf'])
    expect(names(path)).toEqual([...query, 'If-None-Match'])
  expect(names('/api/users/{id}.vcf')).toEqual(['fields', 'If-None-Match'])
})

const levels = { nobody: 'public', 'users:read': 'directory', 'users:read users:contact': 'contact' } as const

for (const level of Object.keys(levels) as Scopes[])
  test(`what ${level} is answered is as the document says`, async ({ request, token, addUser, newTeam }) => {
    const teams = [await newTeam('Navy'), await newTeam('Yale')].map(({ id }) => id)
    const shown: Record<string, string> = level === 'nobody' ? {} : { authorization: await token(level) }
    const ask = (path: string, headers = {}) => request.get(path, { headers: { ...shown, ...headers } })
    const grace = await addUser({
      knownAs: '=Amazing',
      about: 'Compilers,\n"and" ships.',
      phone: '+44 20 7946 0018',
      location: 'Arlington',
      teams,
      links: [
        { label: 'Blog', url: 'https://example.com/a?b=c#d' },
        { label: '', url: 'https://bücher.example/ü' },
      ],
    })
    // Fields that are not set are absent.
    const unset = fieldNames.filter((name) => grace[name] === '')
    const expected = visibleFields(levels[level]).filter((name) => !unset.some((each) => each === name))
    const single = await ask(`/api/users/${grace.id}`)
    expect(Object.keys(await single.json())).toEqual(expected)

    for (const format of ['json', 'jsonl', 'csv', 'vcard'])
      for (const query of ['', '&limit=2', '&limit=3&sort=-name', '&q=grace&limit=1', '&fields=name,links'])
        expect((await ask(`/api/users?format=${format}${query}`)).status()).toBe(200)
    for (const path of ['/api/users.csv', '/api/users.jsonl', '/api/users.vcf'])
      for (const query of ['', '?limit=2', '?q=grace&fields=name,links'])
        expect((await ask(`${path}${query}`)).status()).toBe(200)
    for (const accept of [
      'application/json',
      'application/jsonl',
      'text/csv',
      'text/csv, */*;q=0.1',
      'text/vcard',
    ])
      expect((await ask('/api/users?limit=5', { accept })).status()).toBe(200)
    expect((await ask('/api/users?format=csv&bom=1&limit=5')).status()).toBe(200)
    expect((await ask('/api/users?q=nobodyhasthisname')).status()).toBe(200)
    expect((await ask(`/api/users?team=${teams.join('&team=')}`)).status()).toBe(200)
    expect((await ask('/api/users?limit=1&q=grace', { 'accept-encoding': 'gzip' })).status()).toBe(200)
    const counted = await ask('/api/users?limit=1', { prefer: 'count=exact' })
    expect(Number(counted.headers()['x-total-count'])).toBeGreaterThan(0)

    for (const path of ['.vcf', '.vcf?fields=email,name', '?format=vcard'])
      expect((await ask(`/api/users/${grace.id}${path}`)).status()).toBe(
        path.includes('email') && level !== 'users:read users:contact' ? 400 : 200,
      )
    expect((await ask(`/api/users/${grace.id}`, { accept: 'text/vcard' })).status()).toBe(200)
    const tag = single.headers().etag ?? ''
    expect((await ask(`/api/users/${grace.id}`, { 'if-none-match': tag })).status()).toBe(304)
    expect((await ask('/api/users', { 'if-none-match': '*' })).status()).toBe(304)
    const status = level === 'nobody' ? 403 : 200
    for (const query of ['status=all', 'location=Lisbon&location=Floor+2%2C+room+214'])
      expect((await ask(`/api/users?${query}&limit=3`)).status()).toBe(status)
  })

for (const [status, path, headers] of [
  [400, '/api/users?limit=0&page=2&limit=5', {}],
  [400, '/api/users?cursor=x&sort=-updatedAt&fields=email,height', {}],
  [400, '/api/users?page={}|^[]"<>', {}],
  [400, '/api/users/1?fields=email', {}],
  [400, '/api/users.csv?format=json', {}],
  [400, '/api/users.jsonl?bom=1', {}],
  [400, '/api/users.vcf?bom=1', {}],
  [400, '/api/users/1.vcf?format=json', {}],
  [400, '/api/users/1?format=csv', {}],
  [404, '/api/users/none.vcf', {}],
  [404, '/api/users/.vcf', {}],
  [401, '/api/users.csv', { authorization: 'Bearer rc_unknown' }],
  [401, '/api/users', { authorization: 'Bearer rc_unknown' }],
  [401, '/api/users/1', { authorization: 'Basic cm9vdDpyb290' }],
  [403, '/api/users?status=inactive', {}],
  [403, '/api/users?location=Lisbon', {}],
  [404, '/api/users/2147483647', {}],
  [404, '/api/users/none', {}],
  [404, '/api/users/%FF', {}],
  [404, '/api/nowhere', {}],
  [406, '/api/users', { accept: 'text/html' }],
  [406, '/api/users/1', { accept: 'text/csv' }],
] as const)
  test(`GET ${path} with ${JSON.stringify(headers)} is refused with ${status}, as the document says`, async ({
    request,
  }) => {
    expect((await request.get(path, { headers })).status()).toBe(status)
    expect((await request.head(path, { headers })).status()).toBe(status)
  })

test('so are OPTIONS and the methods that there are not', async ({ request }) => {
  for (const path of [
    '/api/users',
    '/api/users.csv',
    '/api/users.vcf',
    '/api/users/1.vcf',
    '/api/users/1',
    '/api/nowhere',
  ]) {
    expect((await request.fetch(path, { method: 'OPTIONS' })).status()).toBe(204)
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'])
      expect((await request.fetch(path, { method })).status()).toBe(405)
  }
})

test('too many requests are refused as the document says', async ({ request, baseURL }) => {
  // An address that no other test uses, as if passed on by a proxy.
  const headers = { 'x-forwarded-for': '198.51.100.29' }
  const ask = () => fetch(`${baseURL}/api/users?limit=0`, { headers })
  for (let sent = 0; sent < 1200; sent += 50) await Promise.all(Array.from({ length: 50 }, ask))
  const refused = await request.get('/api/users', { headers })
  expect([refused.status(), await refused.text()]).toEqual([429, expect.any(String)])
})

test('so is everything while the database is unavailable', async ({ request }) => {
  const [port, closed] = [await freePort(), await freePort()]
  const child = spawn('next', ['start', '-H', '127.0.0.1', '-p', String(port)], {
    stdio: 'ignore',
    env: { ...process.env, DATABASE_URL: `postgres://nobody@127.0.0.1:${closed}/none` },
  })
  try {
    const server = `http://127.0.0.1:${port}`
    await expect(async () => expect((await fetch(`${server}/healthz`)).status).toBe(200)).toPass()
    expect((await request.get(`${server}${address}`)).status()).toBe(200)
    for (const path of ['/api/users', '/api/users?format=csv', '/api/users/1'])
      expect((await request.get(`${server}${path}`)).status()).toBe(503)
    expect((await request.fetch(`${server}/api/users`, { method: 'OPTIONS' })).status()).toBe(503)
  } finally {
    child.kill()
    await once(child, 'exit')
  }
})

test('the comparison sees what the document does not name', async ({ request, baseURL }) => {
  const response = await request.get('/api/users?limit=1')
  await expectContract(response)
  const answer: Answer = {
    method: 'GET',
    url: response.url(),
    status: 200,
    headers: response.headers(),
    body: '[{"id":1,"name":"Grace"}]',
  }
  const { faultsOf } = await contractOf(String(baseURL))
  expect(faultsOf(answer)).toEqual([])
  const { etag: _, ...untagged } = answer.headers
  const card = await (await request.get('/api/users.vcf?limit=1')).text()
  const wrong: Partial<Answer>[] = [
    { body: '[{"id":1,"name":"Grace","phoneE164":"+44"}]' },
    { body: '[{"id":1,"name":"Grace","links":[{"url":"https://example.com","id":1}]}]' },
    { body: '[{"id":1,"name":null}]' },
    { body: '[{"id":"1"}]' },
    { body: '[{"id":1}]' },
    { body: '[{"name":"Grace"}]' },
    { body: '[{"name":"Grace"}]', url: `${response.url()}&fields=name` },
    { body: '{"id":1}' },
    { body: '[{"id":1,"createdAt":"yesterday"}]' },
    { status: 418 },
    { url: `${baseURL}/api/teams` },
    { method: 'POST' },
    { method: 'HEAD' },
    { headers: untagged },
    { headers: { ...answer.headers, etag: '"strong"' } },
    { headers: { ...answer.headers, 'set-cookie': 'a=b' } },
    { headers: { ...answer.headers, 'x-total-count': 'many' } },
    { headers: { ...answer.headers, link: '</api/users>; rel="last"' } },
    { headers: { ...answer.headers, 'content-type': 'text/html' } },
    { headers: { ...answer.headers, 'content-type': 'text/csv' }, body: 'id,phoneE164\r\n1,+44\r\n' },
    { headers: { ...answer.headers, 'content-type': 'application/jsonl' }, body: '{"id":1,"x":2}\n' },
    { headers: { ...answer.headers, 'content-type': 'text/vcard' }, body: card.replace('FN:', 'X-FN:') },
  ]
  for (const change of wrong)
    expect(faultsOf({ ...answer, ...change }), JSON.stringify(change)).not.toEqual([])
})
