import { recordAccount } from '#db/audit/account-events.ts'
import { expect, test } from '../support/fixtures.ts'
import { openForm, post } from '../support/plain-form.ts'
import { uniqueWord } from '../support/unique-word.ts'

test('the activity is a CSV of the same filters, in which no cell is a formula', async ({
  baseURL,
  signIn,
  addUser,
  db,
}) => {
  const word = uniqueWord()
  const user = await addUser({ name: `=cmd ${word}`, about: `about${word}` })
  const { cookie } = await signIn('editor')
  const read = (query: string, headers: Record<string, string> = { cookie }) =>
    fetch(`${baseURL}/activity/export?${query}`, { headers, redirect: 'manual' })
  const answer = await read(`person=${user.id}`)
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8')
  expect(answer.headers.get('content-disposition')).toMatch(
    /^attachment; filename="activity-\d{4}-\d\d-\d\d\.csv"$/,
  )
  const text = await answer.text()
  const rows = text.replace('\ufeff', '').trim().split('\r\n')
  expect(rows[0]).toBe('Time,Done by,Deed,What,People,Person,Number of the person,How,Number of the change')
  expect(rows).toHaveLength(2)
  expect(rows[1]).toContain(`,Added,added =cmd ${word},1,'=cmd ${word},${user.id},by form,`)
  expect(text).not.toContain(`about${word}`)

  const stranger = await read('deed=create', {})
  expect(stranger.status).toBe(303)
  expect(stranger.headers.get('location')).toBe('/sign-in?next=%2Factivity%3Fdeed%3Dcreate')
  expect((await read('', { cookie: (await signIn('viewer')).cookie })).status).toBe(403)

  const admin = await signIn('admin')
  const actor = { id: admin.account.id, name: admin.account.email, role: 'admin' } as const
  await recordAccount(db, actor, { verb: 'sign-out', accountId: actor.id })
  const query = `actor=${actor.id}`
  expect(await (await read(query, { cookie: admin.cookie })).text()).toContain(`${actor.name},Signed out`)
  expect(await (await read(query)).text()).not.toContain('Signed out')
})

test('only admins see the network of an event, and no export has it', async ({
  baseURL,
  signIn,
  addUser,
  db,
}) => {
  const [admin, editor] = [await signIn('admin'), await signIn('editor')]
  const user = await addUser({ name: uniqueWord() })
  const headers = { origin: String(baseURL), 'x-forwarded-for': '203.0.113.50' }
  const trash = await openForm(`${baseURL}/users/${user.id}/delete`, editor.cookie)
  expect((await post(trash, {}, headers)).status).toBe(303)
  const network = '2001:db8:5:7'
  const actor = { id: editor.account.id, name: editor.account.email, role: 'editor' } as const
  await recordAccount(db, actor, { verb: 'sign-out', accountId: actor.id, network })
  await recordAccount(db, actor, {
    verb: 'create-team',
    accountId: undefined,
    after: { team: 0, name: 'X' },
    network,
  })
  const networks = ['203.0.113.50', '2001:db8:5:7::/64']
  const seen = async (path: string, cookie: string) => {
    const answer = await fetch(`${baseURL}${path}`, { headers: { cookie } })
    expect([path, answer.status]).toEqual([path, 200])
    const text = await answer.text()
    return networks.filter((each) => text.includes(each.replace(/::.*/, '')))
  }
  const all = `/activity?actor=${actor.id}`
  expect(await seen(all, admin.cookie)).toEqual(networks)
  expect(await seen(`/accounts/${actor.id}`, admin.cookie)).toContain(networks[1])
  for (const path of [all, `/users/${user.id}/history`, `/activity/export?actor=${actor.id}`])
    expect(await seen(path, editor.cookie)).toEqual([])
  expect(await seen(`/activity/export?actor=${actor.id}`, admin.cookie)).toEqual([])
  expect(await seen('/profile/data', editor.cookie)).toEqual([networks[1]])
})
