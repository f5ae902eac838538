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

  test('an index bomb is refused at once', async ({ viewer }) => {
    const form = await openForm(url, viewer.cookie)
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

  test('thousands of fields are refused', async ({ viewer }) => {
    const answer = await post(await openForm(url, viewer.cookie), {
      extra: Array.from({ length: 5000 }, () => 'x'),
    })
    expect(answer.status).toBe(200)
    expect(await answer.text()).toContain('This form has fields that are not known here')
  })

  test('a list button saves nothing, not even with valid fields', async ({ viewer }) => {
    const answer = await post(await openForm(url, viewer.cookie), {
      __INTENT__: addLink,
      jobTitle: 'Changed',
    })
    expect(answer.status).toBe(200)
    const form = readForm(url, await answer.text(), viewer.cookie)
    expect(form.fields).toContainEqual(['links[0].url', ''])
    expect(form.fields).toContainEqual(['jobTitle', 'Changed'])
  })

  test('an intent that the form does not offer is refused', async ({ viewer }) => {
    const form = await openForm(url, viewer.cookie)
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

  test('a form from another site changes nothing', async ({ viewer }) => {
    const form = await openForm(url, viewer.cookie)
    for (const headers of [{ origin: 'https://evil.example' }, { origin: 'null' }, {}]) {
      const answer = await post(form, { jobTitle: 'Stolen' }, headers)
      expect([200, 500]).toContain(answer.status)
      await answer.text()
    }
  })

  test('without an Origin the answer is a page that says so', async ({ viewer }) => {
    const answer = await post(await openForm(url, viewer.cookie), { jobTitle: 'Changed' }, {})
    expect(answer.status).toBe(200)
    expect(await answer.text()).toContain('This form was sent from another site')
  })

  test('forged version, id and submission id are input like any other', async ({ viewer }) => {
    const form = await openForm(url, viewer.cookie)
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

  test('control characters and repeated fields are refused at their field', async ({ viewer }) => {
    const form = await openForm(url, viewer.cookie)
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

test('a script that calls an action with something else than a form gets an answer', async ({
  baseURL,
  viewer,
}) => {
  const url = `${baseURL}/users/new`
  const [, action = ''] =
    (await openForm(url, viewer.cookie)).fields.find(([, value]) => value.includes('"id":"')) ?? []
  const id = /"id":"(\w+)"/.exec(action)?.[1] ?? ''
  expect(id).toMatch(/^\w{40,}$/)
  for (const body of ['[null,"x"]', '[null]', '[]', '[null,{}]', '[null,[]]', '[{"result":1},7]']) {
    const headers = {
      cookie: viewer.cookie,
      'next-action': id,
      'content-type': 'text/plain;charset=UTF-8',
      origin: String(baseURL),
    }
    const answer = await fetch(url, { method: 'POST', body, headers, signal: AbortSignal.timeout(patience) })
    expect([body, answer.status]).toEqual([body, 200])
    expect(await answer.text()).toContain('This form has fields that are not known here')
  }
})

test('what looks like markup, SQL or a template is stored and shown as it was typed', async ({
  baseURL,
  viewer,
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
    const answer = await post(await openForm(`${baseURL}/users/new`, viewer.cookie), {
      name,
      email,
      about: name,
    })
    expect([name, answer.status]).toEqual([name, 303])
    const row = await db.selectFrom('users').selectAll().where('email', '=', email).executeTakeFirstOrThrow()
    expect(row).toMatchObject({ name: name.normalize('NFC'), about: name.normalize('NFC') })
    const page = await (
      await fetch(`${baseURL}${answer.headers.get('location')}`, { headers: { cookie: viewer.cookie } })
    ).text()
    expect(page).not.toMatch(/<script>alert|<img src=x/)
  }
})

test('an unknown action and an oversized body save nothing and leave the server well', async ({
  baseURL,
  viewer,
  db,
  email,
}) => {
  const form = await openForm(`${baseURL}/users/new`, viewer.cookie)
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
