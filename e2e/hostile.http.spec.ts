import { once } from 'node:events'
import { request } from 'node:http'
import type { User } from '#db/tables.ts'
import { expect, test, uniqueEmail } from './fixtures.ts'
import { openForm, patience, post, readForm } from './plain-form.ts'

const addLink = 'insert({"name":"links"})'

test.describe('posts that no page of ours sends', () => {
  let url: string
  let grace: User

  test.beforeEach(async ({ baseURL, addUser }) => {
    grace = await addUser()
    url = `${baseURL}/users/${grace.id}/edit`
  })

  test.afterEach(async ({ stored }) => {
    expect(await stored(grace)).toEqual(grace)
  })

  test('an index bomb is refused at once', async () => {
    const form = await openForm(url)
    for (const name of [
      'links[10000].url',
      'links[99999999]',
      `a${'.a'.repeat(2000)}`,
      `${'x'.repeat(5000)}`,
    ]) {
      const answer = await post(form, { [name]: 'x' })
      expect([name.slice(0, 20), answer.status]).toEqual([name.slice(0, 20), 200])
      expect(await answer.text()).toContain('This form has fields that are not known here')
    }
  })

  test('thousands of fields are refused', async () => {
    const answer = await post(await openForm(url), { extra: Array.from({ length: 5000 }, () => 'x') })
    expect(answer.status).toBe(200)
    expect(await answer.text()).toContain('This form has fields that are not known here')
  })

  test('a list button saves nothing, not even with valid fields', async () => {
    const answer = await post(await openForm(url), { __INTENT__: addLink, jobTitle: 'Changed' })
    expect(answer.status).toBe(200)
    const form = readForm(url, await answer.text())
    expect(form.fields).toContainEqual(['links[0].url', ''])
    expect(form.fields).toContainEqual(['jobTitle', 'Changed'])
  })

  test('an intent that the form does not offer is refused', async () => {
    const form = await openForm(url)
    const intents = [
      'insert({"name":"__proto__"})',
      'update({"name":"name","value":"x"})',
      'reset()',
      'insert({"name":"name"})',
      'remove({"name":"links","index":1e9})',
      '(((',
      'constructor({})',
    ]
    for (const intent of intents) {
      const answer = await post(form, { __INTENT__: intent })
      expect([intent, answer.status]).toEqual([intent, 200])
      expect(await answer.text(), intent).toContain('This button is not known here')
    }
  })

  test('a form from another site changes nothing', async () => {
    const form = await openForm(url)
    for (const headers of [{ origin: 'https://evil.example' }, { origin: 'null' }, {}]) {
      const answer = await post(form, { jobTitle: 'Stolen' }, headers)
      expect([200, 500]).toContain(answer.status)
      await answer.text()
    }
  })

  test('without an Origin the answer is a page that says so', async () => {
    const answer = await post(await openForm(url), { jobTitle: 'Changed' }, {})
    expect(answer.status).toBe(200)
    expect(await answer.text()).toContain('This form was sent from another site')
  })

  test('forged version, id and submission id are input like any other', async () => {
    const form = await openForm(url)
    const forged: Record<string, string>[] = [
      { version: '99' },
      { version: '-1' },
      { version: '1e400' },
      { id: '0' },
      { id: '2147483648' },
      { id: "1'; drop table users" },
      { submission: 'not-an-id' },
      { submission: '' },
      { 'take.version': 'theirs', 'theirs.version': '99' },
      { 'take.id': 'theirs' },
    ]
    for (const values of forged) {
      const answer = await post(form, { jobTitle: 'Changed', ...values })
      expect([values, answer.status]).toEqual([values, 200])
      expect(await answer.text()).toContain('There is a problem')
    }
  })

  test('control characters and repeated fields are refused at their field', async () => {
    const form = await openForm(url)
    for (const [name, text] of [
      ['name', 'A\u0000B'],
      ['jobTitle', 'A\u0007B'],
      ['about', 'A\u001bB'],
    ] as const) {
      const answer = await post(form, { [name]: text })
      expect(await answer.text()).toContain('must not contain control characters')
    }
    for (const fields of [
      { links: 'x' },
      { 'links.x': 'y' },
      { 'take.links': 'theirs', 'theirs.links': 'x' },
    ]) {
      const answer = await post(form, { ...fields, name: '' })
      expect([fields, answer.status]).toEqual([fields, 200])
      expect(await answer.text()).toContain('Enter a name')
    }
    const twice = await post(form, { name: ['One', 'Two'] })
    expect(await twice.text()).toContain('Name must be text')
  })
})

test('a script that calls an action with something else than a form gets an answer', async ({ baseURL }) => {
  const url = `${baseURL}/users/new`
  const [, action = ''] = (await openForm(url)).fields.find(([, value]) => value.includes('"id":"')) ?? []
  const id = /"id":"(\w+)"/.exec(action)?.[1] ?? ''
  expect(id).toMatch(/^\w{40,}$/)
  for (const body of ['[null,"x"]', '[null]', '[]', '[null,{}]', '[null,[]]', '[{"result":1},7]']) {
    const headers = { 'next-action': id, 'content-type': 'text/plain;charset=UTF-8', origin: String(baseURL) }
    const answer = await fetch(url, { method: 'POST', body, headers, signal: AbortSignal.timeout(patience) })
    expect([body, answer.status]).toEqual([body, 200])
    expect(await answer.text()).toContain('This form has fields that are not known here')
  }
})

test('a name that points to this machine is no keeper', async ({ baseURL, addUser }) => {
  const grace = await addUser()
  const { port } = new URL(String(baseURL))
  const shown = await send(port, '/users', { host: `evil.example:${port}` })
  expect(shown.body).not.toMatch(/mailto:|Add user|Last change/)
  expect((await send(port, `/users/${grace.id}`, { host: `evil.example:${port}` })).body).not.toMatch(
    /mailto:|Last change|>Edit</,
  )
  for (const path of [
    '/users/new',
    '/users/trash',
    ...['edit', 'delete', 'history', 'history/1', 'restore', 'erase'].map(
      (page) => `/users/${grace.id}/${page}`,
    ),
  ]) {
    const { status, body } = await send(port, path, { host: `evil.example:${port}` })
    expect([path, status]).toEqual([path, 403])
    expect(body).toContain('Not allowed')
  }
})

test('what looks like markup, SQL or a template is stored and shown as it was typed', async ({
  baseURL,
  db,
}) => {
  const naughty = [
    '<script>alert(1)</script>',
    "Robert'); drop table users;--",
    '{{7*7}} $\u007b7*7} %s',
    '"><img src=x onerror=alert(1)>',
    'ﷺ 田中さん 🏳️‍🌈 Z̮̞̠͙',
    'undefined',
    '-1/0',
    'javascript:alert(1)',
  ]
  for (const name of naughty) {
    const email = uniqueEmail()
    const answer = await post(await openForm(`${baseURL}/users/new`), { name, email, about: name })
    expect([name, answer.status]).toEqual([name, 303])
    const row = await db.selectFrom('users').selectAll().where('email', '=', email).executeTakeFirstOrThrow()
    expect(row).toMatchObject({ name: name.normalize('NFC'), about: name.normalize('NFC') })
    const page = await (await fetch(`${baseURL}${answer.headers.get('location')}`)).text()
    expect(page).not.toMatch(/<script>alert|<img src=x/)
  }
})

test('an unknown action and an oversized body save nothing and leave the server well', async ({
  baseURL,
  db,
  email,
}) => {
  const form = await openForm(`${baseURL}/users/new`)
  const fields = form.fields.map(([name, value]): [string, string] => [
    name,
    value.replace(/"id":"\w+"/, `"id":"${'0'.repeat(42)}"`),
  ])
  expect((await post({ ...form, fields }, { name: 'Ada', email })).status).toBe(409)
  // Node.js closes the connection while the body is still on its way, so there may be no answer.
  const tooLarge = await post(form, { name: 'x'.repeat(3_000_000), email }).catch(() => undefined)
  expect([undefined, 413, 500]).toContain(tooLarge?.status)
  expect(await db.selectFrom('users').select('id').where('email', '=', email).execute()).toEqual([])
  expect((await fetch(`${baseURL}/readyz`)).status).toBe(200)
})

test('no form does anything for somebody who is no keeper', async ({ baseURL, addUser, trashUser, db }) => {
  const [grace, gone] = [await addUser(), await trashUser(await addUser())]
  const stored = () =>
    db.selectFrom('users').selectAll().where('id', 'in', [grace.id, gone.id]).orderBy('id').execute()
  const before = await stored()
  const { port } = new URL(String(baseURL))
  const stranger = `evil.example:${port}`
  for (const [path, values] of [
    ['/users/new', { name: 'Ada', email: uniqueEmail() }],
    [`/users/${grace.id}/edit`, { jobTitle: 'Stolen' }],
    [`/users/${grace.id}/delete`, {}],
    [`/users/${grace.id}/history/1`, {}],
    [`/users/${gone.id}/restore`, {}],
    [`/users/${gone.id}/erase`, { confirmation: gone.name }],
  ] as const) {
    const form = await openForm(`${baseURL}${path}`)
    const body = new FormData()
    for (const [name, value] of form.fields) if (!Object.hasOwn(values, name)) body.append(name, value)
    for (const [name, value] of Object.entries(values)) body.append(name, value)
    for (const headers of [
      { host: stranger, origin: `http://${stranger}` },
      { host: `localhost:${port}`, origin: `http://${stranger}`, 'x-forwarded-host': stranger },
      { host: `localhost:${port}`, origin: `http://localhost:${port}`, 'x-forwarded-for': '203.0.113.7' },
    ]) {
      const { status, body: page } = await send(port, path, headers, body)
      expect([path, headers, status]).toEqual([path, headers, 403])
      expect(page).toContain('Not allowed')
    }
  }
  expect(await stored()).toEqual(before)
})

/** A request with headers that fetch does not let one set. */
async function send(port: string, path: string, headers: Record<string, string>, form?: FormData) {
  const encoded = form && new Response(form)
  const type = encoded?.headers.get('content-type')
  const options = { host: '127.0.0.1', port, path, method: form ? 'POST' : 'GET' }
  const sent = request({ ...options, headers: { ...headers, ...(type && { 'content-type': type }) } })
  sent.end(encoded ? Buffer.from(await encoded.arrayBuffer()) : undefined)
  const [response] = await once(sent, 'response')
  return { status: response.statusCode, body: (await response.setEncoding('utf8').toArray()).join('') }
}
