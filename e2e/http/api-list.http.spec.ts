import { findTokenBySecret } from '#db/accounts/tokens.ts'
import type { Executor } from '#db/database.ts'
import type { Token } from '#db/tables.ts'
import { sequence } from '../support/attack/sequence.ts'
import { expect, test } from '../support/fixtures.ts'

type Row = Record<string, unknown> & { id: number; name: string; updatedAt: string }

test('a search finds each word anywhere in what the caller may see, and nowhere else', async ({
  baseURL,
  addUser,
  token,
}) => {
  const mark = unique()
  const user = await addUser({
    name: `Łucja Ørsted-Straße ${mark}`,
    jobTitle: 'Chargée d’études',
    location: `Zürich ${mark}loc`,
    phone: '+44 (1632) 960-123',
    email: `${mark}mail@example.org`,
  })
  const find = async (q: string, authorization?: string) => {
    const url = `${baseURL}/api/users?${new URLSearchParams({ q })}`
    const answer = await fetch(url, { headers: authorization ? { authorization } : {} })
    expect([q, answer.status]).toEqual([q, 200])
    return (await answer.json()).some((row: Row) => row.id === user.id)
  }
  const [read, contact] = [await token('users:read'), await token('users:read users:contact')]
  for (const q of ['lucja', 'ORSTED', 'strasse', 'STRAß', 'etudes', `cja ${mark}`, `${mark} charg`])
    expect([q, await find(`${q} ${mark}`)]).toEqual([q, true])
  for (const q of ['%', '_', '\\', `${mark}x`, `${mark} nowhere`])
    expect([q, await find(`${mark} ${q}`)]).toEqual([q, false])
  for (const [q, ...found] of [
    [`${mark}loc`, false, true, true],
    [`zurich ${mark}`, false, true, true],
    [`${mark}mail@`, false, false, true],
    [`${mark} 1632960123`, false, false, true],
    [`${mark} +441632`, false, false, true],
  ] as const)
    expect([q, await find(q), await find(q, read), await find(q, contact)]).toEqual([q, ...found])
})

test('every order leads through the same people, forwards and backwards, while others come and go', async ({
  baseURL,
  addUser,
  trashUser,
  token,
}) => {
  const mark = unique()
  const names = ['Åsa', 'asa', 'Zoë', 'łukasz', 'Lukas', 'Ümit', '美咲', 'asa']
  const added = []
  for (const name of names) added.push(await addUser({ name: `${name} ${mark}` }))
  const authorization = await token('users:read')
  for (const sort of ['id', '-id', 'name', '-name', 'updatedAt', '-updatedAt']) {
    const start = `/api/users?${new URLSearchParams({ q: mark, sort, limit: '3' })}`
    const forwards = await walk(start, 'next', async () => {
      await trashUser(await addUser({ name: `Passer-by ${mark}` }))
    })
    const rows = forwards.rows.filter(({ name }) => !name.startsWith('Passer-by'))
    expect([sort, rows.map(({ id }) => id).sort()]).toEqual([sort, added.map(({ id }) => id).sort()])
    const backwards = await walk(forwards.last, 'prev')
    expect(backwards.rows.map(({ id }) => id)).toEqual(
      rows.map(({ id }) => id).slice(0, backwards.rows.length),
    )
    if (sort === 'name')
      expect(rows.map(({ name }) => name.split(' ')[0])).toEqual([
        'Åsa',
        'asa',
        'asa',
        'Lukas',
        'łukasz',
        'Ümit',
        'Zoë',
        '美咲',
      ])
    if (sort === '-updatedAt')
      expect(rows.map(({ updatedAt }) => updatedAt)).toEqual(
        rows
          .map(({ updatedAt }) => updatedAt)
          .sort()
          .reverse(),
      )
  }

  async function walk(start: string, rel: string, meanwhile = async () => {}) {
    const pages: Row[][] = []
    let last = start
    for (let next: string | undefined = start; next; ) {
      last = next
      const answer: Response = await fetch(`${baseURL}${next}`, { headers: { authorization } })
      expect(answer.status).toBe(200)
      pages.push(await answer.json())
      await meanwhile()
      next = new RegExp(`<([^>]+)>; rel="${rel}"`).exec(answer.headers.get('link') ?? '')?.[1]
    }
    return { rows: (rel === 'prev' ? pages.reverse() : pages).flat(), last }
  }
})

test('fields, status, count and the tag follow what is asked', async ({ baseURL, addUser, token }) => {
  const mark = unique()
  const one = await addUser({ name: `One ${mark}`, location: 'Here' })
  const two = await addUser({ name: `Two ${mark}`, status: 'inactive' })
  const three = await addUser({ name: `Three ${mark}`, listed: false })
  const authorization = await token('users:read')
  const ask = (parameters: Record<string, string>, headers: Record<string, string> = { authorization }) =>
    fetch(`${baseURL}/api/users?${new URLSearchParams({ q: mark, ...parameters })}`, { headers })
  expect(await (await ask({ fields: 'name,location' })).json()).toEqual([
    { id: one.id, name: `One ${mark}`, location: 'Here' },
    { id: three.id, name: `Three ${mark}` },
  ])
  expect(await (await ask({ status: 'inactive', fields: 'location' })).json()).toEqual([{ id: two.id }])
  expect(await (await ask({ status: 'inactive', fields: 'name', format: 'jsonl' })).json()).toEqual({
    id: two.id,
    name: `Two ${mark}`,
  })
  const counted = await ask({ status: 'all', limit: '1' }, { authorization, prefer: 'count=exact' })
  expect([counted.headers.get('x-total-count'), counted.headers.get('preference-applied')]).toEqual([
    '3',
    'count=exact',
  ])
  expect((await counted.json()).length).toBe(1)
  const plain = await ask({})
  expect(plain.headers.get('x-total-count')).toBeNull()
  expect(plain.headers.get('cache-control')).toBe('private, no-cache')
  const etag = plain.headers.get('etag') ?? ''
  // Other tests write too, so this repeats until no write comes in between.
  const askTwice = async () => {
    const held = (await ask({})).headers.get('etag') ?? ''
    return (await ask({}, { authorization, 'if-none-match': held })).status
  }
  await expect.poll(askTwice).toBe(304)
  for (const [parameters, headers] of [
    [{ limit: '1' }, { authorization }],
    [{ fields: 'id' }, { authorization }],
    [{}, {}],
    [{ format: 'csv' }, { authorization }],
  ] as const)
    expect((await ask(parameters, { ...headers, 'if-none-match': etag })).status).toBe(200)
})

test('tokens: unknown, expired, revoked and malformed ones are refused, and a cookie counts for nothing', async ({
  baseURL,
  token,
  signIn,
  addUser,
  db,
}) => {
  const grace = await addUser({ listed: false })
  const good = await token('users:read')
  const [revoked, expired] = [await token('users:read'), await token('users:read')]
  await endToken(db, expired, { expiresAt: new Date(0) })
  await endToken(db, revoked, { revokedAt: new Date() })
  const url = `${baseURL}/api/users/${grace.id}`
  for (const authorization of [
    revoked,
    expired,
    `${good}x`,
    'Bearer rc_',
    'Bearer',
    'Basic YTpi',
    'rc_x',
    good.replace('rc_', 'RC_'),
  ]) {
    const answer = await fetch(url, { headers: { authorization } })
    expect([authorization, answer.status]).toEqual([authorization, 401])
    expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/)
    expect(await answer.json()).toMatchObject({ status: 401, title: 'Unauthorized' })
  }
  const { cookie } = await signIn('admin')
  expect((await fetch(url, { headers: { cookie } })).status).toBe(404)
  const answer = await fetch(url, { headers: { authorization: good } })
  expect([answer.status, (await answer.json()).email]).toEqual([200, undefined])
  const contact = await fetch(url, { headers: { authorization: await token('users:read users:contact') } })
  expect((await contact.json()).email).toBe(grace.email)
  expect((await fetch(`${baseURL}/api/users?status=all`)).status).toBe(403)
  expect((await fetch(`${baseURL}/api/users?status=all`, { headers: { authorization: good } })).status).toBe(
    200,
  )
})

test('whole lists come row by row, and as CSV without formulas', async ({ baseURL, addUser, token }) => {
  const mark = unique()
  await addUser({
    name: `=1+1 ${mark}`,
    jobTitle: '@SUM',
    links: [
      { label: 'A "b"', url: 'https://example.com/a' },
      { label: '', url: 'https://example.com/b' },
    ],
  })
  await addUser({ name: `Ünal, ${mark}`, about: 'two\nlines' })
  const authorization = await token('users:read')
  const ask = (parameters: Record<string, string>, accept?: string) =>
    fetch(`${baseURL}/api/users?${new URLSearchParams({ q: mark, ...parameters })}`, {
      headers: { authorization, ...(accept && { accept }) },
    })
  const lines = await ask({}, 'application/jsonl')
  expect(lines.headers.get('content-type')).toBe('application/jsonl')
  const rows = (await lines.text())
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Row)
  expect(rows).toEqual(await (await ask({})).json())
  expect((await (await ask({ format: 'jsonl', limit: '1' })).text()).split('\n')).toHaveLength(2)
  const csv = await ask({ format: 'csv', fields: 'name,jobTitle,links,about', bom: '1' })
  expect(csv.headers.get('content-type')).toBe('text/csv')
  const bytes = new Uint8Array(await csv.arrayBuffer())
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  expect(new TextDecoder().decode(bytes)).toBe(
    [
      'name,jobTitle,about,links',
      `'=1+1 ${mark},'@SUM,,"A ""b"" https://example.com/a\nhttps://example.com/b"`,
      `"Ünal, ${mark}",Admiral,"two\nlines",`,
      '',
    ].join('\r\n'),
  )
  expect(await (await ask({ q: `${mark}nobody`, format: 'csv', fields: 'id,name' })).text()).toBe(
    'id,name\r\n',
  )
  expect(await (await ask({ q: `${mark}nobody`, format: 'jsonl' })).text()).toBe('')
})

test('each format has an address of its own, which answers the same for any Accept', async ({
  baseURL,
  addUser,
  token,
}) => {
  const mark = unique()
  const { id } = await addUser({ name: `Here ${mark}` })
  const authorization = await token('users:read')
  for (const format of ['csv', 'jsonl', 'vcf']) {
    const ask = (path: string, headers: Record<string, string> = {}) =>
      fetch(`${baseURL}/api/users${path}`, { headers: { authorization, accept: 'text/html', ...headers } })
    const own = await ask(`.${format}?q=${mark}&fields=name,id`)
    const named = await ask(`?q=${mark}&fields=name,id&format=${format.replace('vcf', 'vcard')}`)
    expect([own.status, await own.text()]).toEqual([200, await named.text()])
    for (const name of ['content-type', 'vary', 'cache-control'])
      expect([name, own.headers.get(name)]).toEqual([name, named.headers.get(name)])
    // Other tests write too, so this repeats until no write comes in between.
    await expect
      .poll(async () => {
        const tag = (await ask(`.${format}?q=${mark}`)).headers.get('etag') ?? ''
        return (await ask(`.${format}?q=${mark}`, { 'if-none-match': tag })).status
      })
      .toBe(304)
  }
  const one = await fetch(`${baseURL}/api/users/${id}?fields=name`)
  expect(await one.json()).toEqual({ id, name: `Here ${mark}` })
})

test('the media type follows the weights of Accept', async ({ baseURL }) => {
  for (const [accept, status, type] of [
    ['*/*', 200, 'application/json'],
    ['application/*;q=0.5, text/csv;q=0.4', 200, 'application/json'],
    ['text/csv, application/json;q=0.9', 200, 'text/csv'],
    ['application/jsonl', 200, 'application/jsonl'],
    ['text/*', 200, 'text/csv'],
    ['application/json;q=0, */*;q=0.1', 200, 'application/jsonl'],
    ['text/html', 406, 'application/problem+json'],
    ['application/json;q=0', 406, 'application/problem+json'],
  ] as const) {
    const answer = await fetch(`${baseURL}/api/users?limit=1`, { headers: { accept } })
    expect([accept, answer.status, answer.headers.get('content-type')]).toEqual([accept, status, type])
  }
})

test('too many requests are refused for a while, and 304s are free', async ({ baseURL, addUser }) => {
  // No other test changes this user, so its tag stays the same.
  const held = `${baseURL}/api/users/${(await addUser()).id}`
  const headers = { 'x-forwarded-for': '203.0.113.77' }
  const etag = (await fetch(held, { headers })).headers.get('etag') ?? ''
  const statuses = new Map<number, number>()
  for (let round = 0; round < 70; round++) {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        // Refused before the database is asked, so that a slow machine sends enough of them within a minute.
        fetch(`${baseURL}/api/users?limit=none`, { headers }).then(async (answer) => ({
          answer,
          text: await answer.text(),
        })),
      ),
    )
    for (const { answer } of answers) statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1)
    const refused = answers.find(({ answer }) => answer.status === 429)
    if (!refused) {
      expect((await fetch(held, { headers: { ...headers, 'if-none-match': etag } })).status).toBe(304)
      continue
    }
    expect(Number(refused.answer.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(JSON.parse(refused.text)).toMatchObject({ status: 429, title: 'Too Many Requests' })
    break
  }
  expect(statuses.get(400)).toBeGreaterThan(1_100)
  expect(statuses.get(400)).toBeLessThan(1_200)
  const others = await fetch(`${baseURL}/api/users/0`, { headers: { 'x-forwarded-for': '203.0.113.78' } })
  expect(others.status).toBe(404)
})

test('two thousand hostile queries get an answer that names the parameter, never a fault', async ({
  baseURL,
}) => {
  const names = [
    'limit',
    'cursor',
    'sort',
    'q',
    'status',
    'fields',
    'format',
    'bom',
    'team',
    '__proto__',
    'a b',
    'é',
    '',
  ]
  const values = [
    '',
    '0',
    '-1',
    '1e9',
    "' or 1=1 --",
    '%00',
    '%',
    '\\',
    '[]',
    '{}',
    'null',
    '\u202e',
    'x'.repeat(3000),
    '../..',
    '🏳️‍🌈',
    '%ff',
    'id;drop table users',
    'W10',
  ]
  const random = sequence(42)
  for (let round = 0; round < 100; round++) {
    const queries = Array.from({ length: 20 }, () => {
      const count = 1 + Math.floor(random() * 3)
      const pairs = Array.from({ length: count }, () => [pick(names), pick(values)] as [string, string])
      return pairs
        .map(
          ([name, value]) =>
            `${encodeURIComponent(name)}=${random() < 0.2 ? value.replaceAll(/[\s#]/g, '+') : encodeURIComponent(value)}`,
        )
        .join('&')
    })
    const answers = await Promise.all(queries.map((query) => fetch(`${baseURL}/api/users?${query}`)))
    for (const [index, answer] of answers.entries()) {
      const body = await answer.text()
      expect([queries[index], answer.status < 500]).toEqual([queries[index], true])
      if (answer.status === 400)
        expect([
          queries[index],
          JSON.parse(body).errors?.every(
            ({ parameter }: { parameter: unknown }) => typeof parameter === 'string',
          ),
        ]).toEqual([queries[index], true])
    }
  }

  function pick<T>(from: readonly T[]): T {
    return from[Math.floor(random() * from.length)] as T
  }
})

function unique(): string {
  return `m${crypto.randomUUID().replaceAll('-', '').slice(0, 12)}`
}

async function endToken(db: Executor, authorization: string, values: Partial<Token>): Promise<void> {
  const token = await findTokenBySecret(db, authorization.replace('Bearer ', ''))
  await db.updateTable('tokens').set(values).where('id', '=', Number(token?.id)).execute()
}
