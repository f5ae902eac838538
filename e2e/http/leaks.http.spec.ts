import { createToken } from '#db/accounts/tokens.ts'
import { transaction } from '#db/database.ts'
import { stage } from '#db/imports/stage.ts'
import { uniqueFields } from '#db/user-fields.ts'
import * as users from '#db/users/edit.ts'
import { valuesOf } from '#db/users/values.ts'
import { canaries } from '../support/attack/canaries.ts'
import { routesOfBuild } from '../support/attack/routes.ts'
import { expect, test } from '../support/fixtures.ts'
import { uniqueWord } from '../support/unique-word.ts'

const atOnce = 8

/** As a browser opens a page, and as its router asks for it. */
const ways: Record<string, string>[] = [{ accept: 'text/html' }, { rsc: '1' }]

/** Who may come across a secret at any address of the build. Everybody else must not, and they must somewhere. */
const finders = {
  'a public field': ['nobody', 'viewer', 'editor', 'admin'],
  'a directory field': ['viewer', 'editor', 'admin'],
  'a contact field': ['viewer', 'editor', 'admin'],
  'somebody who is not listed': ['viewer', 'editor', 'admin'],
  'somebody inactive': ['viewer', 'editor', 'admin'],
  'a team of hidden people alone': ['viewer', 'editor', 'admin'],
  'what stood in a field before': ['editor', 'admin'],
  'somebody in the trash': ['editor', 'admin'],
  'the email of an account': ['admin'],
  'the name of a token': ['admin'],
}

type Secret = keyof typeof finders

test('no page, payload, file or header of the build has a secret for somebody who may not see it', async ({
  baseURL,
  db,
  signIn,
  addUser,
  newTeam,
  trashUser,
}) => {
  const [shown, past, unlisted, inactive, gone] = [canaries(), canaries(), canaries(), canaries(), canaries()]
  const [mark, fileMark] = [uniqueWord(), uniqueWord()]
  const hiddenTeam = await newTeam(`hiddenteam${mark}`)
  const keeper = { id: null, name: 'test fixture', role: 'admin' } as const
  const old = await addUser(past.values)
  const person = await transaction(db, (trx) =>
    users.update(trx, old, { ...valuesOf(old), ...shown.values }, keeper),
  )
  const other = Object.fromEntries(uniqueFields.map((name) => [name, `x${inactive.values[name]}`]))
  const people = [
    person,
    await addUser({ ...unlisted.values, listed: false, teams: [hiddenTeam.id] }),
    await addUser({ ...inactive.values, ...other, status: 'inactive', teams: [hiddenTeam.id] }),
    await trashUser(await addUser(gone.values)),
  ]
  const callers = {
    nobody: '',
    viewer: (await signIn('viewer')).cookie,
    editor: (await signIn('editor')).cookie,
    admin: (await signIn('admin')).cookie,
  }
  const { id: ownerId } = await db
    .insertInto('accounts')
    .values({ email: `account${mark}@example.com`, role: 'viewer', password: null })
    .returning('id')
    .executeTakeFirstOrThrow()
  const { token, importId } = await transaction(db, async (trx) => ({
    token: (await createToken(trx, { name: `token${mark}`, contact: true, days: 1 }, keeper)).token,
    importId: await stage(trx, ownerId, {
      fileName: `file${fileMark}.csv`,
      content: Buffer.from(`name,email\nrow${fileMark},row${fileMark}@example.com\n`),
      options: { columns: [] },
    }),
  }))
  const revisions = await db
    .selectFrom('events')
    .select('revision')
    .where(
      'userId',
      'in',
      people.map(({ id }) => id),
    )
    .execute()
  const paths = pathsOfBuild({
    people: people.map(({ id }) => id),
    others: { teams: hiddenTeam.id, accounts: ownerId, tokens: token.id, import: importId },
    revisions: revisions.map(({ revision }) => revision),
    searches: [shown, past, unlisted, inactive, gone].map((each) => each.mark),
  })

  const has: Record<Secret, (text: string) => boolean> = {
    'a public field': (text) => shown.found(text).includes('public'),
    'a directory field': (text) => shown.found(text).includes('directory'),
    'a contact field': (text) => shown.found(text).includes('contact'),
    'somebody who is not listed': (text) => unlisted.found(text).length > 0,
    'somebody inactive': (text) => inactive.found(text).length > 0,
    'a team of hidden people alone': (text) => text.includes(`hiddenteam${mark}`),
    'what stood in a field before': (text) => past.found(text).length > 0,
    'somebody in the trash': (text) => gone.found(text).length > 0,
    'the email of an account': (text) => text.includes(`account${mark}`),
    'the name of a token': (text) => text.includes(`token${mark}`),
  }
  for (const [caller, cookie] of Object.entries(callers)) {
    const places = new Map<string, string[]>()
    const look = (place: string, text: string) => {
      for (const [secret, isIn] of Object.entries(has))
        if (isIn(text)) places.set(secret, [...(places.get(secret) ?? []), place])
      // Only the account that uploaded a file reads it.
      expect([caller, place, text.includes(fileMark)]).toEqual([caller, place, false])
    }
    await readAll(String(baseURL), paths, cookie, look)
    const mayFind = Object.entries(finders).filter(([, who]) => who.includes(caller))
    const beyond = [...places].filter(([secret]) => !mayFind.some(([each]) => each === secret))
    expect([caller, beyond.map(([secret, found]) => [secret, found.slice(0, 5)])]).toEqual([caller, []])
    expect([caller, [...places.keys()].toSorted()]).toEqual([
      caller,
      mayFind.map(([each]) => each).toSorted(),
    ])
  }
})

type Known = {
  people: number[]
  /** By the folder of their pages. */
  others: Record<string, number>
  revisions: (number | null)[]
  searches: string[]
}

/** Every address of the build, for those who are known. A new page joins by itself. */
function pathsOfBuild({ people, others, revisions, searches }: Known): string[] {
  const ticked = `?do=trash&${people.map((id) => `id=${id}`).join('&')}`
  return routesOfBuild().flatMap((route) => {
    const folder = /([^/]+)\/\[id\]/.exec(route)?.[1]
    const ids = folder && Object.hasOwn(others, folder) ? [others[folder]] : people
    const paths = filled(filled(filled([route], '[id]', ids), '[revision]', revisions), '[version]', [1, 2])
    const isList = /^\/(users|teams|activity|api\/users[^[]*)(\/(addresses|print|export|bulk|invite|trash))?$/
    if (!isList.test(route)) return paths
    const asked = route.startsWith('/activity') ? 'person' : 'status=all&q'
    return ['', ticked, ...searches.map((word) => `?${asked}=${word}`)].map((query) => route + query)
  })
}

function filled(paths: string[], part: string, values: readonly unknown[]): string[] {
  return paths.flatMap((path) =>
    path.includes(part) ? values.map((value) => path.replace(part, String(value))) : [path],
  )
}

async function readAll(
  site: string,
  paths: string[],
  cookie: string,
  look: (place: string, text: string) => void,
): Promise<void> {
  const questions = paths.flatMap((path) =>
    (path.startsWith('/api/') ? ways.slice(0, 1) : ways).map((way) => ({ path, way })),
  )
  const readNext = async () => {
    for (let next = questions.pop(); next; next = questions.pop()) {
      const { path, way } = next
      const answer = await fetch(`${site}${path}`, { headers: { cookie, ...way }, redirect: 'manual' })
      const place = `${way.rsc ? 'payload' : 'answer'} of ${path}`
      const text = `${await answer.text()} ${JSON.stringify([...answer.headers])}`
      expect([place, answer.status < 500]).toEqual([place, true])
      if (way.rsc && answer.status === 200 && /^\/users(\?|$)/.test(path))
        expect([place, answer.headers.get('content-type')]).toEqual([place, 'text/x-component'])
      look(place, text)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, readNext))
}

test('a search finds nobody by what the caller may not see, and suggests no such word', async ({
  baseURL,
  addUser,
  signIn,
}) => {
  const [shown, unlisted] = [canaries(), canaries()]
  const { id } = await addUser(shown.values)
  await addUser({ ...unlisted.values, listed: false, name: `Zorro ${unlisted.word('name')}` })
  const read = async (q: string, cookie: string) =>
    (await fetch(`${baseURL}/users?${new URLSearchParams({ q })}`, { headers: { cookie } })).text()
  const { cookie } = await signIn('viewer')
  const link = `href="/users/${id}`
  for (const [field, byNobody] of [
    ['jobTitle', true],
    ['location', false],
    ['email', false],
    ['staffNumber', false],
  ] as const) {
    const word = shown.word(field)
    expect([field, (await read(word, '')).includes(link)]).toEqual([field, byNobody])
    expect([field, (await read(word, cookie)).includes(link)]).toEqual([field, true])
  }
  const misspelt = unlisted.word('name').replace('publicname', 'publicnnme')
  expect(await read(misspelt, cookie)).toContain(unlisted.word('name'))
  expect(await read(misspelt, '')).not.toContain(unlisted.word('name'))
})
