import { expect, test } from '../support/fixtures.ts'
import { setupCode, startFreshServer } from '../support/fresh-server.ts'
import { startMailbox } from '../support/mailbox.ts'
import { openForm, post } from '../support/plain-form.ts'

const chosen = 'maple tundra pocket violin'

test('with mail set up a new account gets its link by email, and the page shows none', async () => {
  const mail = await startMailbox()
  const server = await startFreshServer({
    SMTP_URL: `smtp://127.0.0.1:${mail.port}`,
    MAIL_FROM: 'directory@example.org',
  })
  try {
    const setup = await openForm(`${server.url}/setup`, '')
    const admin = { code: setupCode(server), email: 'ada@example.org', newPassword: chosen, view: 'anyone' }
    const cookie = cookieOf(await post(setup, admin), 'session')
    const created = await post(await openForm(`${server.url}/accounts/new`, cookie), {
      email: 'erik@example.org',
      role: 'editor',
    })
    const path = created.headers.get('location') ?? ''
    const shown = await fetch(`${server.url}${path}`, {
      headers: { cookie: `${cookie}; ${cookieOf(created, `shown${path.replaceAll('/', '-')}`)}` },
    })
    const page = await shown.text()
    expect(page).toContain('was sent to')
    expect(page).not.toContain('/password/')

    const [message = ''] = mail.messages
    expect(message).toContain('From: directory@example.org')
    expect(message).toContain('To: erik@example.org')
    const link = /http:\/\/localhost:\d+\/password\/[\w-]{43}/.exec(message)?.[0] ?? ''
    const form = await openForm(link, '')
    expect((await post(form, { newPassword: 'another tundra pocket violin' })).status).toBe(303)
    expect((await fetch(link)).status).toBe(404)
  } finally {
    await server.close()
    mail.close()
  }
})

function cookieOf(answer: Response, name: string): string {
  return (
    answer.headers
      .getSetCookie()
      .find((text) => text.startsWith(`${name}=`))
      ?.split(';')[0] ?? ''
  )
}
