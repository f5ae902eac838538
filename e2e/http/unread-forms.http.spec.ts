import { expect, test } from '../support/fixtures.ts'
import { type FreshServer, startFreshServer } from '../support/fresh-server.ts'
import { openForm, type PlainForm, post } from '../support/plain-form.ts'

// All tests share one server, whose log they read.
test.describe.configure({ mode: 'default' })
let server: FreshServer
let form: PlainForm
test.beforeAll(async () => {
  server = await startFreshServer({ DATABASE_URL: process.env.DATABASE_URL ?? '' })
})
// Without an account, the page of the sign-in leads to the set-up.
test.beforeEach(async ({ signIn }) => {
  await signIn('viewer')
  form = await openForm(`${server.url}/sign-in`, '')
})
test.afterAll(() => server.close())

const type = 'multipart/form-data; boundary=edge'
const part = (name: string, value = 'x') =>
  `--edge\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
const nested = 'Content-Type: multipart/mixed; boundary=inner\r\n'

for (const [what, contentType, body] of [
  ['another boundary', 'multipart/form-data; boundary=other', `${part('email')}--edge--\r\n`],
  ['no boundary', 'multipart/form-data', `${part('email')}--edge--\r\n`],
  ['a cut-off end', type, part('email').slice(0, -8)],
  ['a cut-off head', type, '--edge\r\nContent-Disposition: form-da'],
  ['a part without a name', type, '--edge\r\nContent-Type: text/plain\r\n\r\nx\r\n--edge--\r\n'],
  ['parts within a part', type, `--edge\r\n${nested}\r\n--inner\r\n\r\nx\r\n--inner--\r\n--edge--\r\n`],
  ['nothing', type, ''],
] as const)
  for (const scripts of [false, true])
    test(`a form with ${what}, sent ${scripts ? 'with' : 'without'} scripts, is 400 with one line in the log`, async () => {
      const before = server.log().length
      const action = scripts ? { 'next-action': actionOf(form) } : {}
      const headers = { 'content-type': contentType, origin: server.url, ...action }
      const answer = await fetch(`${server.url}/sign-in`, { method: 'POST', body, headers })
      expect([answer.status, await answer.text()]).toEqual([
        400,
        expect.stringContaining('nothing was saved'),
      ])
      await expect
        .poll(() => warningsSince(before))
        .toEqual([expect.stringContaining('refused: This form arrived damaged')])
    })

test('a form of an older build says that it is older than the program, and leads to its page', async () => {
  const before = server.log().length
  const old = (value: string) =>
    value.replaceAll(actionOf(form), `40${'a'.repeat(actionOf(form).length - 2)}`)
  const stale = {
    ...form,
    fields: form.fields.map(([name, value]): [string, string] => [old(name), old(value)]),
  }
  const answer = await post(
    { ...stale, url: `${server.url}/sign-in?next=%2Fusers%22%3E` },
    {},
    { origin: server.url },
  )
  const text = await answer.text()
  expect([answer.status, answer.headers.get('content-type')]).toEqual([409, 'text/html; charset=utf-8'])
  expect(text).toContain('<h1>Nothing was saved: Rollcall was updated</h1>')
  expect(text).toContain('<a href="/sign-in?next=%2Fusers%22%3E">open the page again</a>')
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'self'")
  await expect.poll(() => warningsSince(before)).toEqual([expect.stringContaining('older build')])
})

test('a form that can be read is answered as before', async () => {
  const answer = await post(form, { email: 'nobody@example.com', password: 'a guess' })
  expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining('is not right')])
})

/** Our own line comes last, after all that Next writes. What the start says may still arrive. */
function warningsSince(before: number): string[] {
  const lines = server.log().slice(before).split('\n')
  return lines.filter((line) => /"level":[45]0/.test(line) && !line.includes('Open /setup'))
}

function actionOf({ fields }: PlainForm): string {
  const id = fields.map(([name, value]) => /\b[0-9a-f]{42}\b/.exec(`${name} ${value}`)?.[0]).find(Boolean)
  if (!id) throw new Error('the form has no action')
  return id
}
