import type { User } from '#db/tables.ts'
import { expect, password, test, uniqueEmail } from '../support/fixtures.ts'
import { openForm, type PlainForm, post, readForm, timeoutMs } from '../support/plain-form.ts'
import { uniqueWord } from '../support/unique-word.ts'

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

  test('a name that every object has is refused, and is no error of the server', async ({ viewer }) => {
    const form = await openForm(url, viewer.cookie)
    for (const name of [
      'id.toString',
      'id.valueOf',
      'links.map',
      'toString',
      'id.constructor',
      'a.__proto__',
    ]) {
      const answer = await post(form, { [name]: 'x' })
      expect([name, answer.status]).toEqual([name, 200])
      expect(await answer.text(), name).toContain('This form has fields that are not known here')
    }
  })

  test('a field with fields inside is refused where it is text, and is no error of the server', async ({
    viewer,
  }) => {
    const form = await openForm(url, viewer.cookie)
    const names = [
      ...form.fields.map(([name]) => name).filter((name) => !name.startsWith('$')),
      'find',
      'take',
    ]
    for (const name of new Set([...names, 'theirs', 'signIn', 'signIn.email', 'links', 'teams'])) {
      const answer = await post(form, { name: '', [name]: 'x', [`${name}.x`]: 'y' })
      expect([name, answer.status]).toEqual([name, 200])
      const html = await answer.text()
      expect(html, name).toContain('There is a problem')
      expect(html, name).not.toContain('Something went wrong')
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
    for (const origin of ['https://evil.example', 'null']) {
      const answer = await post(form, { jobTitle: 'Stolen' }, { origin })
      expect([origin, answer.status]).toEqual([origin, 403])
      expect(await answer.text()).toContain('This form was sent from another site')
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
    const answer = await fetch(url, { method: 'POST', body, headers, signal: AbortSignal.timeout(timeoutMs) })
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
  const tooLarge = await post(form, { name: 'x'.repeat(8_000_000), email })
  expect([tooLarge.status, tooLarge.headers.get('location')]).toEqual([303, '/users/new'])
  expect(tooLarge.headers.get('set-cookie')).toContain('notice=too-large.')
  expect(await db.selectFrom('users').select('id').where('email', '=', email).execute()).toEqual([])
  expect((await fetch(`${baseURL}/readyz`)).status).toBe(200)
})
test('somebody who is not signed in sees the public view and is sent to sign in for the rest', async ({
  baseURL,
  addUser,
  signIn,
}) => {
  await signIn('admin')
  const grace = await addUser()
  for (const cookie of ['', 'session=made-up', 'session=%00', 'session=']) {
    const get = (path: string) => fetch(`${baseURL}${path}`, { headers: { cookie }, redirect: 'manual' })
    for (const path of ['/users', `/users/${grace.id}`]) {
      const page = await get(path)
      expect([path, page.status]).toEqual([path, 200])
      const html = await page.text()
      expect(html).not.toMatch(/mailto:|Last change|Add person|>Edit<|Sign out/)
      expect(html).toContain('Sign in to make changes')
    }
    for (const path of pagesOfKeepers(grace)) {
      const { status, headers } = await get(path)
      expect([path, status, headers.get('location')]).toEqual([
        path,
        307,
        `/sign-in?${new URLSearchParams({ next: path })}`,
      ])
    }
  }
})

test('a viewer is told that the pages of keepers are not for them, an editor that erasing is not', async ({
  baseURL,
  addUser,
  trashUser,
  signIn,
}) => {
  const [grace, gone] = [await addUser(), await trashUser(await addUser())]
  const [viewer, editor] = [await signIn('viewer'), await signIn('editor')]
  for (const [{ cookie }, paths] of [
    [viewer, pagesOfKeepers(grace)],
    [editor, [`/users/${gone.id}/erase`]],
  ] as const)
    for (const path of paths) {
      const response = await fetch(`${baseURL}${path}`, { headers: { cookie } })
      expect([path, response.status]).toEqual([path, 403])
      expect(await response.text()).toContain('Not allowed')
    }
  const page = await fetch(`${baseURL}/users/${grace.id}`, { headers: { cookie: viewer.cookie } })
  const html = await page.text()
  expect(html).toContain('Last change')
  expect(html).not.toContain('>Edit<')
})

test.describe('forms that a keeper opened', () => {
  let grace: User
  let gone: User
  let forms: { form: PlainForm; values: Record<string, string> }[]

  test.beforeEach(async ({ baseURL, viewer, addUser, trashUser }) => {
    const secret = { name: `Grace ${uniqueWord()}`, jobTitle: uniqueWord(), about: uniqueWord() }
    grace = await addUser(secret)
    gone = await trashUser(await addUser(secret))
    const open = (path: string) => openForm(`${baseURL}${path}`, viewer.cookie)
    forms = [
      { form: await open('/users/new'), values: { name: 'Ada', email: uniqueEmail() } },
      { form: await open(`/users/${grace.id}/edit`), values: { jobTitle: 'Stolen' } },
      { form: await open(`/users/${grace.id}/delete`), values: {} },
      { form: await open(`/users/${grace.id}/history/1`), values: {} },
      { form: await open(`/users/${gone.id}/restore`), values: {} },
      { form: await open(`/users/${gone.id}/erase`), values: { confirmation: gone.name } },
    ]
  })

  test.afterEach(async ({ stored, db }) => {
    expect([await stored(grace), await stored(gone)]).toEqual([grace, gone])
    const added = forms.map(({ values }) => values.email ?? '')
    expect(await db.selectFrom('users').select('id').where('email', 'in', added).execute()).toEqual([])
  })

  test('do nothing for somebody who is not signed in, and show them what they sent alone', async () => {
    for (const { form, values } of forms)
      for (const cookie of ['', 'session=made-up']) {
        // A forger knows the addresses and the numbers, and nothing else.
        const fields = form.fields.filter(([name]) => /^(\$ACTION|id$|version$|to$|submission$)/.test(name))
        const { confirmation: _, ...sent } = values
        const answer = await post({ ...form, cookie, fields }, sent)
        expect([form.url, answer.status, answer.headers.get('set-cookie')]).toEqual([form.url, 200, null])
        const html = await answer.text()
        expect(html).toContain('<h1>Sign in</h1>')
        expect(html).toMatch(/<title>Sign in · Rollcall<\/title>/)
        for (const { name, email, jobTitle, about } of [grace, gone])
          for (const secret of [name, email, jobTitle, about]) expect(html, form.url).not.toContain(secret)
      }
  })

  test('never send back a password, right or wrong', async ({ signIn }) => {
    const { account } = await signIn('viewer')
    for (const { form, values } of forms)
      for (const typed of [`wrong ${uniqueWord()}`, password]) {
        const sent = { ...values, 'signIn.email': account.email, 'signIn.password': typed }
        const answer = await post({ ...form, cookie: '' }, sent)
        expect([form.url, answer.status]).toEqual([form.url, typed === password ? 403 : 200])
        expect(await answer.text()).not.toContain(typed)
      }
  })

  test('do nothing for a viewer, and each try is on record', async ({ signIn, db }) => {
    const { account, cookie } = await signIn('viewer')
    for (const { form, values } of forms) {
      const answer = await post({ ...form, cookie }, values)
      expect([form.url, answer.status]).toEqual([form.url, 403])
      expect(await answer.text()).toContain('<h1>Not allowed</h1>')
    }
    const events = await db
      .selectFrom('events')
      .select(['verb', 'actorId', 'after'])
      .where('accountId', '=', account.id)
      .orderBy('id')
      .execute()
    expect(events).toEqual(
      forms.map(({ form }) => {
        const page = new URL(form.url).pathname
        const permission = page.endsWith('/erase') ? 'erase' : 'edit'
        return { verb: 'deny', actorId: account.id, after: { permission, page } }
      }),
    )
  })

  test('do not erase for an editor', async ({ signIn, db }) => {
    const { account, cookie } = await signIn('editor')
    const erase = forms.find(({ form }) => form.url.endsWith('/erase'))
    if (!erase) throw new Error('there is no form that erases')
    const answer = await post({ ...erase.form, cookie }, erase.values)
    expect(answer.status).toBe(403)
    expect(await answer.text()).toContain('<h1>Not allowed</h1>')
    expect(await db.selectFrom('events').select('verb').where('actorId', '=', account.id).execute()).toEqual([
      { verb: 'deny' },
    ])
  })

  test('do nothing for headers that make somebody up', async ({ baseURL }) => {
    const { host } = new URL(String(baseURL))
    for (const { form, values } of forms) {
      const headers = { origin: String(baseURL), 'x-forwarded-host': host, 'x-forwarded-for': '127.0.0.1' }
      const answer = await post({ ...form, cookie: '' }, values, headers)
      expect([form.url, answer.status]).toEqual([form.url, 200])
      expect(await answer.text()).toContain('<h1>Sign in</h1>')
    }
  })
})

function pagesOfKeepers({ id }: User): string[] {
  const pages = ['edit', 'delete', 'history', 'history/1', 'restore', 'erase']
  const bulk = [`/users/bulk?do=trash&id=${id}`, '/users/undo/1']
  return ['/users/new', '/users/trash', ...bulk, ...pages.map((page) => `/users/${id}/${page}`)]
}
