import { expect, test } from '../support/fixtures.ts'
import { openForm, type PlainForm, post, readForm } from '../support/plain-form.ts'

const tooLong = 'This form holds more text than is taken here'

/** The limit in bytes of an answer that repeats nothing of the form; a page has about 30 kB. */
const small = 100_000

test.beforeEach(async ({ signIn }) => {
  // Without any account the sign-in page redirects to the set-up.
  await signIn('viewer')
})

test('a sign-in of nearly 6 MB is answered with a small page that repeats none of it', async ({
  baseURL,
}) => {
  const form = await openForm(`${baseURL}/sign-in`, '')
  const quotes = '"'.repeat(5_800_000)
  for (const values of [{ email: quotes }, { next: quotes }, { email: 'x'.repeat(32_001) }])
    await expectRefusal(await post(form, values))
  const { status } = await post(form, { email: '"'.repeat(30_000) })
  expect(status).toBe(200)
})

test('somebody who is not signed in can send 32 kB with any forged cookie', async ({ baseURL, viewer }) => {
  const form = await openForm(`${baseURL}/users/new`, viewer.cookie)
  for (const cookie of ['', 'session=made-up']) {
    await expectRefusal(await post({ ...form, cookie }, { about: '"'.repeat(32_001) }))
    const answer = await post({ ...form, cookie }, { about: '"'.repeat(20_000) })
    expect(await answer.text()).toContain('Your text is kept')
  }
})

test('somebody who is signed in can send 256 kB in one field and 300 kB in all, names included', async ({
  baseURL,
  viewer,
}) => {
  const form = await openForm(`${baseURL}/users/new`, viewer.cookie)
  const name = 'n'.repeat(100)
  for (const values of [
    { about: 'x'.repeat(256_001) },
    { about: 'é'.repeat(128_001) },
    { about: 'x'.repeat(200_000), location: 'x'.repeat(100_000) },
    { about: 'x'.repeat(250_000), __INTENT__: 'x'.repeat(50_000) },
    { about: 'x'.repeat(250_000), [name]: Array.from({ length: 150 }, () => 'x'.repeat(250)) },
  ])
    await expectRefusal(await post(form, values))
})

test('what React posts of its own is bounded as well, and sent back instead of answered', async ({
  baseURL,
  viewer,
}) => {
  for (const [cookie, most] of [
    ['', 256_000],
    ['session=made-up', 256_000],
    [viewer.cookie, 2_400_000],
  ] as const) {
    const form = await openForm(`${baseURL}/sign-in`, cookie)
    const answer = await post(form, { $ACTION_KEY: '"'.repeat(most + 10_000) })
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/sign-in'])
    expect(answer.headers.get('set-cookie')).toContain('notice=too-large.')
    expect(await answer.text()).toBe('')
  }
})

test('a form without a length is refused', async ({ baseURL }) => {
  const body = new Response('x'.repeat(1_000)).body
  const init = { method: 'POST', body, duplex: 'half', headers: { 'content-type': 'multipart/form-data' } }
  expect((await fetch(`${baseURL}/sign-in`, init)).status).toBe(411)
})

test('a long form that is refused again and again stays as large as it is', async ({ baseURL, viewer }) => {
  const url = `${baseURL}/users/new`
  let form: PlainForm = await openForm(url, viewer.cookie)
  const about = '"'.repeat(250_000)
  const sizes: number[] = []
  for (let time = 0; time < 3; time++) {
    const answer = await post(form, { about })
    expect(answer.status).toBe(200)
    const html = await answer.text()
    sizes.push(html.length)
    form = readForm(url, html, viewer.cookie)
    expect(form.fields).toContainEqual(['about', about])
  }
  expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThan(1_000)
})

test('a file is taken by the form that asks for one, and by no other', async ({ baseURL, viewer, db }) => {
  const file = new File(['x'.repeat(4_000_000)], 'people.csv', { type: 'text/csv' })
  for (const [path, name] of [
    ['/users/new', 'about'],
    ['/sign-in', 'email'],
  ] as const) {
    const answer = await post(await openForm(`${baseURL}${path}`, viewer.cookie), { [name]: file })
    const html = await answer.text()
    expect([path, answer.status, html.length < small]).toEqual([path, 400, true])
    expect(html).toContain('This form takes no file')
  }
  const people = new File([`name,email\n${'Ada,ada@example.com\n'.repeat(10_000)}`], 'people.csv')
  const taken = await post(await openForm(`${baseURL}/users/import`, viewer.cookie), { file: people })
  expect([taken.status, taken.headers.get('location')]).toEqual([303, expect.stringMatching(/import\/\d+$/)])
  const id = Number(taken.headers.get('location')?.split('/').at(-1))
  await db.deleteFrom('imports').where('id', '=', id).execute()
})

async function expectRefusal(answer: Response): Promise<void> {
  const html = await answer.text()
  expect([answer.status, html.length < small]).toEqual([413, true])
  expect(html).toContain(tooLong)
  expect(html).not.toMatch(/(&quot;|\\"|x){100}/)
}
