import type { User } from '#db/tables.ts'
import { expect, test, uniqueEmail } from './fixtures.ts'
import { openForm, post, readForm } from './plain-form.ts'

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
      expect(answer.status).not.toBe(303)
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
      { 'take.name': 'ours' },
      { 'take.password': 'theirs' },
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

test('an unknown action and an oversized body leave the server well', async ({ baseURL }) => {
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
