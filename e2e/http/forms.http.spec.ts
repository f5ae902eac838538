import { expect, test, uniqueEmail } from '../support/fixtures.ts'
import { openForm, post, readForm } from '../support/plain-form.ts'

test('every form answers a plain post in time, with 303 See Other', async ({
  baseURL,
  viewer,
  addUser,
  trashUser,
}) => {
  const [edited, trashed] = [await addUser(), await addUser()]
  const create = await openForm(`${baseURL}/users/new`, viewer.cookie)
  const created = await post(create, { name: 'Ada', email: uniqueEmail() })
  expect([created.status, created.headers.get('location')]).toEqual([
    303,
    expect.stringMatching(/^\/users\/\d+$/),
  ])
  const updated = await post(await openForm(`${baseURL}/users/${edited.id}/edit`, viewer.cookie))
  expect([updated.status, updated.headers.get('location')]).toEqual([303, `/users/${edited.id}`])
  const deleted = await post(await openForm(`${baseURL}/users/${trashed.id}/delete`, viewer.cookie))
  expect([deleted.status, deleted.headers.get('location')]).toEqual([303, '/users'])
  const restored = await post(await openForm(`${baseURL}/users/${trashed.id}/restore`, viewer.cookie))
  expect([restored.status, restored.headers.get('location')]).toEqual([303, `/users/${trashed.id}`])
  const gone = await trashUser(await addUser())
  const erased = await post(await openForm(`${baseURL}/users/${gone.id}/erase`, viewer.cookie), {
    confirmation: gone.name,
  })
  expect([erased.status, erased.headers.get('location')]).toEqual([303, '/users/trash'])
  const reverted = await post(await openForm(`${baseURL}/users/${edited.id}/history/1`, viewer.cookie))
  expect([reverted.status, reverted.headers.get('location')]).toEqual([303, `/users/${edited.id}`])
})

test('a refused form comes back and can be sent again as it is, mended', async ({ baseURL, viewer }) => {
  const url = `${baseURL}/users/new`
  const refused = await post(await openForm(url, viewer.cookie), {
    name: '',
    email: 'nobody',
    status: 'inactive',
  })
  expect(refused.status).toBe(200)
  const again = readForm(url, await refused.text(), viewer.cookie)
  expect(again.fields).toContainEqual(['email', 'nobody'])
  expect(again.fields).toContainEqual(['status', 'inactive'])
  expect((await post(again, { name: 'Ada', email: uniqueEmail() })).status).toBe(303)
})

test('of 100 users created at once with one email one is, and 99 answers name the field', async ({
  baseURL,
  viewer,
  db,
  email,
}) => {
  const forms = await Promise.all(
    Array.from({ length: 100 }, () => openForm(`${baseURL}/users/new`, viewer.cookie)),
  )
  const answers = await Promise.all(forms.map((form, index) => post(form, { name: `Twin ${index}`, email })))
  const texts = await Promise.all(answers.map((answer) => answer.text()))
  expect(answers.filter(({ status }) => status === 303)).toHaveLength(1)
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(99)
  expect(texts.filter((text) => /Twin \d+ has this email/.test(text))).toHaveLength(99)
  expect(await db.selectFrom('users').select('id').where('email', '=', email).execute()).toHaveLength(1)
})

test('one rendered form posted 20 times at once acts once and gives one answer', async ({
  baseURL,
  viewer,
  db,
}) => {
  const form = await openForm(`${baseURL}/users/new`, viewer.cookie)
  const name = `Clicked ${uniqueEmail()}`
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => post(form, { name, email: `${name.replace(' ', '')}` })),
  )
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303]))
  expect(new Set(answers.map(({ headers }) => headers.get('location'))).size).toBe(1)
  expect(await db.selectFrom('users').select('id').where('name', '=', name).execute()).toHaveLength(1)
})

test('a form sent again with other content loses nothing: it asks, and then saves', async ({
  baseURL,
  viewer,
  db,
  email,
}) => {
  const url = `${baseURL}/users/new`
  const form = await openForm(url, viewer.cookie)
  expect((await post(form, { name: 'First', email: uniqueEmail() })).status).toBe(303)
  const asked = await (await post(form, { name: 'Second', email })).text()
  expect(asked).toContain('This form was saved before')
  expect(await db.selectFrom('users').select('id').where('email', '=', email).execute()).toHaveLength(0)
  expect((await post(readForm(url, asked, viewer.cookie))).status).toBe(303)
  expect(await db.selectFrom('users').select('name').where('email', '=', email).execute()).toEqual([
    { name: 'Second' },
  ])
})

test('of 20 people who save one user at once one wins and 19 see the conflict page', async ({
  baseURL,
  viewer,
  addUser,
  db,
}) => {
  const grace = await addUser()
  const forms = await Promise.all(
    Array.from({ length: 20 }, () => openForm(`${baseURL}/users/${grace.id}/edit`, viewer.cookie)),
  )
  const answers = await Promise.all(forms.map((form, index) => post(form, { jobTitle: `Job ${index}` })))
  const texts = await Promise.all(answers.map((answer) => answer.text()))
  expect(answers.filter(({ status }) => status === 303)).toHaveLength(1)
  expect(
    texts.filter((text) => text.includes(`${viewer.account?.email} changed this person just now`)),
  ).toHaveLength(19)
  const after = await db
    .selectFrom('users')
    .select('version')
    .where('id', '=', grace.id)
    .executeTakeFirstOrThrow()
  expect(after.version).toBe(2)
})

test('a browser may keep the answer to a refused form, until the session ends', async ({
  baseURL,
  signIn,
}) => {
  const { cookie } = await signIn('editor')
  const form = await openForm(`${baseURL}/users/new`, cookie)
  const refused = await post(form, { name: '' })
  expect(refused.headers.get('cache-control')).toBe('private, no-cache')
  const [kept = ''] = refused.headers.getSetCookie().filter((text) => text.startsWith('kept-answers='))
  expect(kept).toMatch(/HttpOnly/)
  // A browser that would not drop it over plain http may not keep it.
  for (const host of ['people.example.org', 'localhost.example.org']) {
    const answer = await post(form, { name: '' }, { origin: `http://${host}`, 'x-forwarded-host': host })
    expect(await answer.text()).toContain('Enter a name')
    expect(answer.headers.get('cache-control')).toContain('no-store')
    expect(answer.headers.getSetCookie().join()).not.toContain('kept-answers')
  }
  const both = `${cookie}; ${kept.split(';')[0]}`
  const signOut = await openForm(`${baseURL}/users/new`, both, 'Sign out')
  const out = await post(signOut)
  expect([out.status, out.headers.get('clear-site-data')]).toEqual([303, '"cache"'])
  expect(out.headers.getSetCookie().join()).toContain('kept-answers=;')
})

test('a browser drops the answers it has kept on the first page after its session has ended elsewhere', async ({
  baseURL,
  signIn,
  db,
}) => {
  const { account, cookie } = await signIn('editor')
  const both = `${cookie}; kept-answers=yes`
  const open = (path: string, sent: string) =>
    fetch(`${baseURL}${path}`, { headers: { cookie: sent }, redirect: 'manual' })
  expect((await open('/profile', both)).headers.get('clear-site-data')).toBeNull()
  await db.updateTable('accounts').set({ disabledAt: new Date() }).where('id', '=', account.id).execute()
  // A page that asks for a sign-in, the page that it leads to, and one that everybody sees.
  for (const [path, status] of [
    ['/profile', 307],
    ['/sign-in', 200],
    ['/users', 200],
  ] as const) {
    const page = await open(path, both)
    expect([path, page.status, page.headers.get('clear-site-data')]).toEqual([path, status, '"cache"'])
    expect(page.headers.getSetCookie().join()).toContain('kept-answers=;')
  }
  // Clearing can be slow, so it is asked for once.
  for (const sent of [cookie, 'kept-answers=yes'])
    expect((await open('/users', sent)).headers.get('clear-site-data')).toBeNull()
})
