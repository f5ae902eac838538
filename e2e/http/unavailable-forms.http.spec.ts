import { readFileSync } from 'node:fs'
import { expect, uniqueEmail } from '../support/fixtures.ts'
import { openForm, type PlainForm, post, readForm } from '../support/plain-form.ts'
import { test } from '../support/unavailable-fixtures.ts'
import type { FilledForm } from '../support/unavailable-forms.ts'

const unconfirmed = 'We could not confirm that this was saved. Send it again: it is saved once at most'

// All tests share one server, and cut off its database.
test.describe.configure({ mode: 'default', timeout: 600_000 })

test('every form comes back as it was sent while the database does not confirm it, and is saved once', async ({
  site,
  line,
  db,
  openForms,
}) => {
  const forms = await openForms()
  // Here Rollcall is set up, and without a provider; the start of single sign-on writes nothing. No form of a passkey is
  // sent without scripts, or can be: a device answers once.
  const others = ['setUp', 'startSingleSignOn', 'startPasskey', 'enterWithPasskey', 'addPasskey']
  expect([...Object.keys(forms), ...others].sort()).toEqual(
    actionsOfBuild()
      .map(({ name }) => name)
      .sort(),
  )
  line.cut()
  const returned = await Promise.all(
    Object.entries(forms).map(async ([name, filled]) => ({
      name,
      filled: { ...filled, form: await expectAgain(name, filled), values: notKept(filled) },
    })),
  )
  line.mend()
  await expect.poll(async () => (await fetch(`${site}/readyz`)).status).toBe(200)
  for (const { name, filled } of returned) {
    line.loseCommit()
    const answer = await post(await expectAgain(name, filled), filled.values)
    // A password is not kept as a digest, so a repeat cannot be recognised: the link or the code was used, or a sign-in
    // is needed.
    if (['choosePassword', 'renewRecoveryCodes', 'dropSecondFactor'].includes(name)) {
      expect(await answer.text()).toContain('was used before')
      continue
    }
    expect([name, answer.status, await errorsIn(answer)]).toEqual([name, 303, []])
    const notice = name === 'changePassword' ? /notice=not-signed-in/ : /notice=(?!stale|gone|not-)/
    expect([name, answer.headers.get('set-cookie')]).toEqual([name, expect.stringMatching(notice)])
    await filled.rest?.()
  }
  const { email } = forms.createUser?.values ?? {}
  const people = await db.selectFrom('users').select('id').where('email', '=', String(email)).execute()
  expect(people).toHaveLength(1)
  const { name: team } = forms.createTeam?.values ?? {}
  expect(await db.selectFrom('teams').select('id').where('name', '=', String(team)).execute()).toHaveLength(1)
})

test('every action that scripts call says so, with the status of an unavailable database', async ({
  site,
  line,
  signIn,
}) => {
  const { cookie } = await signIn('admin')
  line.cut()
  for (const { id, name, page } of actionsOfBuild()) {
    const body = new FormData()
    body.append('1_submission', crypto.randomUUID())
    body.append('0', '[null,"$K1"]')
    const answer = await fetch(`${site}${page}`, {
      method: 'POST',
      body,
      headers: { 'next-action': id, origin: site, cookie },
    })
    expect([name, answer.status, answer.headers.get('retry-after')]).toEqual([name, 503, '5'])
    expect(answer.headers.get('content-type')).toContain('text/x-component')
    expect(await answer.text()).toContain(unconfirmed)
  }
})

test('a database that says nothing is asked once for each form', async ({ site, line, signIn, newTeam }) => {
  const { cookie, account } = await signIn('admin')
  const team = await newTeam()
  const forms = [
    { form: await openForm(`${site}/users/new`, cookie), values: { name: 'Ada', teams: String(team.id) } },
    { form: await openForm(`${site}/accounts/${account.id}`, cookie), values: { email: uniqueEmail() } },
    { form: await openForm(`${site}/sign-in`, ''), values: { email: uniqueEmail(), password: 'wrong' } },
  ]
  line.freeze()
  await Promise.all(forms.map((filled) => expectAgain(filled.form.url, filled)))
  expect(line.asked()).toBe(forms.length)
})

test('somebody who signs in again within a form keeps it', async ({ site, line, signIn }) => {
  const { account, cookie } = await signIn('admin')
  const form = await openForm(`${site}/users/new`, cookie)
  const wanted = readForm(form.url, await (await post({ ...form, cookie: '' }, { name: 'Ada' })).text(), '')
  line.cut()
  const values = { 'signIn.email': account.email, 'signIn.password': 'anything' }
  const again = await expectAgain('signed out', { form: wanted, values })
  expect(again.fields).toContainEqual(['name', 'Ada'])
  expect(again.fields).toContainEqual(['signIn.email', account.email])
})

test('a form that was not saved for another reason is whole though its page cannot be read', async ({
  site,
  line,
  signIn,
}) => {
  const { cookie } = await signIn('admin')
  const form = await openForm(`${site}/sign-in`, '')
  line.cut()
  const answer = await post(form, { email: 'nobody', password: 'x' })
  expect(answer.status).toBe(503)
  expect(await answer.text()).toContain('Enter an email address in the correct format')
  const page = await fetch(`${site}/users`, { headers: { cookie } })
  expect(await page.text()).not.toContain('Nothing was changed')
})

/** The database is unavailable, and the answer has the same form again. */
async function expectAgain(name: string, { form, values, button }: FilledForm): Promise<PlainForm> {
  const answer = await post(form, values)
  expect([name, answer.status, answer.headers.get('retry-after')]).toEqual([name, 503, '5'])
  const html = await answer.text()
  expect(html, name).toContain(unconfirmed)
  expect(html, name).toMatch(/<title>Error: /)
  const again = readForm(form.url, html, form.cookie, button)
  const typed = Object.entries(values).filter(([, value]) => !(value instanceof File))
  // A code that is not asked for is blank.
  const sent = form.fields.filter(
    ([field]) => !/^\$|^(enter|found)$|oneTimePassword$/.test(field) && !Object.hasOwn(values, field),
  )
  const expected = [
    ...sent,
    ...typed.flatMap(([field, value]) => [value].flat().map((each) => [field, each])),
  ]
  for (const [field, value] of expected)
    if (/password$/i.test(String(field))) expect(html).not.toContain(value)
    else expect([name, again.fields]).toEqual([name, expect.arrayContaining([[field, value]])])
  return again
}

function notKept({ values }: FilledForm): FilledForm['values'] {
  return Object.fromEntries(
    Object.entries(values).filter(([name, value]) => value instanceof File || /password$/i.test(name)),
  )
}

/** For the message of a failing test. */
async function errorsIn(answer: Response): Promise<string[]> {
  const html = await answer.text()
  return [...html.matchAll(/<li>(.*?)<\/li>/g)].map(([, error = '']) => error.slice(0, 300))
}

function actionsOfBuild(): { id: string; name: string; page: string }[] {
  const manifest = JSON.parse(readFileSync('.next/server/server-reference-manifest.json', 'utf8'))
  const actions = Object.entries<{ exportedName: string; workers: Record<string, unknown> }>(manifest.node)
  return actions.map(([id, { exportedName, workers }]) => {
    const file = Object.keys(workers).find((each) => !each.includes('_not-found')) ?? ''
    const page = file
      .replace(/^app/, '')
      .replace(/\/page$/, '')
      .replaceAll(/\[\w+\]/g, '1')
    return { id, name: exportedName, page: page || '/' }
  })
}
