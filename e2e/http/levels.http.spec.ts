import { type Level, visibleFields } from '#db/policy.ts'
import { uniqueFields } from '#db/user-fields.ts'
import { canaries } from '../support/attack/canaries.ts'
import { expect, test } from '../support/fixtures.ts'

const levels: Level[] = ['public', 'directory', 'contact']

test('no address shows more of a user than the caller may see', async ({
  baseURL,
  addUser,
  newTeam,
  trashUser,
  signIn,
  token,
}) => {
  const shown = canaries()
  const { mark } = shown
  const team = await newTeam(`publicteam${mark}`)
  const user = await addUser({ ...shown.values, teams: [team.id] })
  const unlisted = canaries()
  const other = Object.fromEntries(uniqueFields.map((name) => [name, `x${unlisted.values[name]}`]))
  const hidden = [
    await addUser({ ...unlisted.values, listed: false, teams: [team.id] }),
    await addUser({ ...unlisted.values, ...other, status: 'inactive' }),
  ]
  const gone = canaries()
  hidden.push(await trashUser(await addUser(gone.values)))

  const ids = [user, ...hidden].map(({ id }) => id)
  const api = [
    '',
    '?format=jsonl',
    '?format=csv',
    '?format=vcard',
    '?limit=1000&sort=-name',
    `?team=${team.id}`,
    ...[mark, unlisted.mark, gone.mark].flatMap((q) => [
      `?q=${q}`,
      `?q=${q}&format=csv`,
      `?q=${q}&format=vcard`,
      `?q=${q}&status=all`,
      `?q=contactemail${q}`,
      `?q=directorylocation${q}`,
      `?q=${q}&sort=updatedAt`,
    ]),
    ...visibleFields('contact').map((field) => `?q=${mark}&fields=name,${field}`),
  ].map((query) => `/api/users${query}`)
  const single = ids.flatMap((id) => [
    `/api/users/${id}`,
    `/api/users/${id}.vcf`,
    `/api/users/${id}?fields=email`,
  ])
  const pages = [
    '/users',
    '/users/trash',
    ...[mark, unlisted.mark, gone.mark].flatMap((q) => [
      `/users/addresses?q=${q}`,
      `/users/print?q=${q}`,
      `/users/export?format=vcard&q=${q}`,
    ]),
    '/teams',
    ...['', '/edit', '/delete'].map((page) => `/teams/${team.id}${page}`),
    '/profile',
    '/accounts',
    '/accounts/history',
    '/activity',
    '/activity/export',
    `/activity?person=${mark}`,
    '/profile/data',
    ...ids.flatMap((id) =>
      ['', '/card', '/edit', '/history', '/history/1', '/delete', '/restore', '/erase'].map(
        (page) => `/users/${id}${page}`,
      ),
    ),
  ]

  const anonymous = await read([...api, ...single, ...pages], {})
  const tooMuch = anonymous.filter(({ text }) => shown.found(text).some((level) => level !== 'public'))
  expect(tooMuch.map(({ path }) => path)).toEqual([])
  expect(
    anonymous
      .filter(({ text }) => unlisted.found(text).length > 0 || gone.found(text).length > 0)
      .map(({ path }) => path),
  ).toEqual([])
  expect(anonymous.find(({ path }) => path === `/api/users/${user.id}`)?.text).toContain(`publicteam${mark}`)
  // People who are not listed are not counted either.
  for (const { path, text } of anonymous.filter(({ path }) => path.startsWith('/teams')))
    for (const [counted] of text.matchAll(/\d+ (people|person)/g))
      expect([path, counted]).toEqual([path, '1 person'])

  for (const [scopes, level] of [
    ['users:read', 'directory'],
    ['users:read users:contact', 'contact'],
  ] as const) {
    const answers = await read([...api, ...single], { authorization: await token(scopes) })
    const beyond = levels.slice(levels.indexOf(level) + 1)
    for (const { path, text } of answers) {
      const seen = [...shown.found(text), ...unlisted.found(text)]
      expect([path, seen.filter((each) => beyond.includes(each))]).toEqual([path, []])
      expect([path, gone.found(text)]).toEqual([path, []])
    }
    expect(answers.some(({ text }) => shown.found(text).includes(level))).toBe(true)
  }

  const { cookie } = await signIn('viewer')
  for (const { path, text } of await read(pages, { cookie }))
    expect([path, gone.found(text)]).toEqual([path, []])

  async function read(paths: readonly string[], headers: Record<string, string>) {
    const answers = []
    for (const path of paths) {
      const answer = await fetch(`${baseURL}${path}`, { headers })
      // The address in a problem repeats the question, which proves nothing.
      const text = `${await answer.text()} ${JSON.stringify([...answer.headers])}`.replaceAll(
        /"instance":"[^"]*"|q=\w+/g,
        '',
      )
      expect([path, answer.status < 500]).toEqual([path, true])
      answers.push({ path, text })
    }
    return answers
  }
})
