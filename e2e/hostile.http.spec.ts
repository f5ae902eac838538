import { once } from 'node:events'
import { get } from 'node:http'
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

  test.afterEach(async ({ db }) => {
    expect(await db.selectFrom('users').selectAll().where('id', '=', grace.id).executeTakeFirst()).toEqual(
      grace,
    )
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
    const many = Object.fromEntries(
      Array.from({ length: 5000 }, (_, index) => [`field${'abcdefghij'[index % 10]}`, []]),
    )
    const answer = await post(await openForm(url), {
      ...many,
      extra: Array.from({ length: 5000 }, () => 'x'),
    })
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

  test('control characters, lone surrogates and files are refused at their field', async () => {
    const form = await openForm(url)
    for (const [name, text] of [
      ['name', 'A\u0000B'],
      ['jobTitle', 'A\u0007B'],
      ['about', 'A\u001bB'],
    ] as const) {
      const answer = await post(form, { [name]: text })
      expect(await answer.text()).toContain('must not contain control characters')
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
  const shown = await getAs(`evil.example:${port}`, port, '/users')
  expect(shown.body).not.toMatch(/mailto:|Add user|Last change/)
  expect((await getAs(`evil.example:${port}`, port, `/users/${grace.id}`)).body).not.toMatch(
    /mailto:|Last change|>Edit</,
  )
  for (const path of [
    '/users/new',
    '/users/trash',
    ...['edit', 'delete', 'history', 'history/1', 'restore'].map((page) => `/users/${grace.id}/${page}`),
  ]) {
    const { status, body } = await getAs(`evil.example:${port}`, port, path)
    expect([path, status]).toEqual([path, 403])
    expect(body).toContain('Not allowed')
  }
})

/** A GET under another host name, which fetch does not let one say. */
async function getAs(host: string, port: string, path: string): Promise<{ status: number; body: string }> {
  const [response] = await once(get({ host: '127.0.0.1', port, path, headers: { host } }), 'response')
  return { status: response.statusCode, body: (await response.setEncoding('utf8').toArray()).join('') }
}

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
}) => {
  const form = await openForm(`${baseURL}/users/new`)
  const unknown = {
    ...form,
    fields: form.fields.map(([name, value]): [string, string] => [
      name.replace(/^\$ACTION_ID_.*/, `$ACTION_ID_${'0'.repeat(42)}`),
      value,
    ]),
  }
  await (await post(unknown, { name: 'Ada', email: uniqueEmail() })).text()
  await (
    await post(form, { name: 'x'.repeat(3_000_000), email: uniqueEmail() }).catch(() => new Response())
  ).text()
  expect((await fetch(`${baseURL}/readyz`)).status).toBe(200)
})
