import { expect, test } from '../support/fixtures.ts'
import { setupCode, startFreshServer } from '../support/fresh-server.ts'
import { openForm, post } from '../support/plain-form.ts'

const chosen = 'maple tundra pocket violin'

test('a new directory gets one admin of two who set it up at the same time, and none without the code', async () => {
  const server = await startFreshServer()
  try {
    const form = () => openForm(`${server.url}/setup`, '')
    const closed = await fetch(`${server.url}/api/users`)
    expect([closed.status, closed.headers.get('www-authenticate')]).toEqual([401, 'Bearer'])
    const values = { newPassword: chosen, view: 'anyone' }
    for (const code of ['', 'AAAAA-AAAAA', '%', "' or true --"]) {
      const answer = await post(await form(), { ...values, code, email: 'eve@example.org' })
      expect([code, answer.status]).toEqual([code, 200])
    }
    const forms = [await form(), await form()]
    const code = setupCode(server)
    const answers = await Promise.all(
      forms.map((each, index) => post(each, { ...values, code, email: `admin${index}@example.org` })),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 303])
    expect((await fetch(`${server.url}/api/users`)).status).toBe(200)
    const winner = answers.findIndex(({ status }) => status === 303)
    for (const [index, status] of [
      [winner, 303],
      [1 - winner, 200],
    ] as const) {
      const signIn = await openForm(`${server.url}/sign-in`, '')
      const answer = await post(signIn, { email: `admin${index}@example.org`, password: chosen })
      expect([index, answer.status]).toEqual([index, status])
    }
  } finally {
    await server.close()
  }
})
