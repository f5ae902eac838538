import { expect, test } from '../support/fixtures.ts'
import { openForm, post } from '../support/plain-form.ts'

test('every address of the bulk pages has an answer', async ({ baseURL, viewer, addUser }) => {
  const { id } = await addUser()
  const many = Array.from({ length: 10_000 }, (_, n) => `id=${n + 1}`).join('&')
  for (const [path, statuses] of [
    ['/users/bulk', [404]],
    ['/users/bulk?do=explode&id=1', [404]],
    ['/users/bulk?do=trash&do=activate&id=1', [404]],
    ['/users/bulk?do=trash', [200]],
    [`/users/bulk?do=trash&id=0&id=-1&id=1e9&id=99999999999&id=%00&id='&id=${id}`, [200]],
    ['/users/bulk?do=trash&id=2147483647', [200]],
    [`/users/bulk?do=add-to-team&id=${id}&inTeam=x`, [200]],
    [`/users/bulk?do=remove-from-team&id=${id}&inTeam=2147483647`, [200]],
    ['/users/bulk?do=trash&all=on&q=%00%ff%&team=0&status=x', [200, 400]],
    [`/users/bulk?do=trash&all=on&q=${'x'.repeat(5000)}`, [200]],
    [`/users/bulk?do=trash&${many}`, [200, 414, 431]],
    ['/users/undo/0', [404]],
    ['/users/undo/1e3', [404]],
    ['/users/undo/999999999999999', [404]],
    ['/users/undo/9999999999999999', [404]],
    ['/users/undo/%FF', [404]],
  ] as const) {
    const answer = await fetch(`${baseURL}${path}`, { headers: { cookie: viewer.cookie } })
    expect([path.slice(0, 80), statuses]).toEqual([
      path.slice(0, 80),
      expect.arrayContaining([answer.status]),
    ])
  }
})

test('a forged form about many does nothing and gets an answer', async ({
  baseURL,
  viewer,
  addUser,
  stored,
}) => {
  const grace = await addUser()
  const form = await openForm(`${baseURL}/users/bulk?do=deactivate&id=${grace.id}`, viewer.cookie)
  const forged: Record<string, string>[] = [
    { selection: 'not json' },
    { selection: '{"ids":["1"]}' },
    { selection: '{"ids":[1.5]}' },
    { selection: '{"ids":[99999999999]}' },
    { selection: '{"filters":{"q":"\\u0000"}}' },
    { selection: '{"filters":{"team":"1"}}' },
    { selection: `{"ids":[${Array.from({ length: 20_001 }, (_, n) => n + 1)}]}` },
    { do: 'explode' },
    { do: 'add-to-team' },
    { fingerprint: 'x' },
    { list: 'x'.repeat(13_000) },
  ]
  for (const values of forged) {
    const answer = await post(form, values)
    expect([Object.entries(values).join().slice(0, 60), answer.status]).toEqual([
      Object.entries(values).join().slice(0, 60),
      200,
    ])
    expect(await answer.text()).toContain('There is a problem')
  }
  // Other people than were shown, or a forged address of the list.
  const other = await post(form, { selection: '{"filters":{}}' })
  expect([other.status, other.headers.get('location')]).toEqual([
    303,
    new URL(form.url).pathname + new URL(form.url).search,
  ])
  expect(await stored(grace)).toEqual(grace)
  const elsewhere = await post(form, { list: '//evil.example/?x=\r\ny' })
  expect([elsewhere.status, elsewhere.headers.get('location')?.startsWith('/users?')]).toEqual([303, true])
})
