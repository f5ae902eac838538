import { gzipSync } from 'node:zlib'
import { seed } from '#db/commands/seed.ts'
import { open } from '#db/database.ts'
import { openDirectory } from '../bench/directory.ts'
import { expect, test } from '../support/fixtures.ts'
import { openStore, startFreshServer } from '../support/fresh-server.ts'

test('no page hides content until scripts run, and each is whole', async ({ baseURL, viewer, addUser }) => {
  const grace = await addUser({ about: 'word '.repeat(190) })
  const pages = ['/users', '/users/new', '', '/edit', '/delete'].map((path) =>
    path.startsWith('/users') ? path : `/users/${grace.id}${path}`,
  )
  for (const path of [...pages, '/users/2147483647', '/nowhere']) {
    const html = await (await fetch(`${baseURL}${path}`, signedIn(viewer))).text()
    expect(html, path).not.toMatch(/<template id="B:|<div hidden="" id="S:|__next_error__/)
    expect(html.match(/<h1[ >]/g), path).toHaveLength(1)
    expect(html.match(/<title>[^<]+ · Rollcall<\/title>/g), path).toHaveLength(1)
    expect(html, path).toContain('<main id="main"')
  }
})

test('every page carries the headers that keep other sites out', async ({ baseURL, viewer }) => {
  const { headers } = await fetch(`${baseURL}/users/new`, signedIn(viewer))
  const policy = headers.get('content-security-policy') ?? ''
  expect(policy).toMatch(/script-src 'self' 'nonce-[\w+/=]{20,}' 'strict-dynamic'/)
  expect(policy).not.toContain('unsafe')
  expect(policy).toContain("frame-ancestors 'none'")
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('referrer-policy')).toBe('same-origin')
  expect(headers.get('x-powered-by')).toBeNull()
  expect(headers.get('cache-control')).toContain('no-store')
})

test('every script of a page carries its nonce, a new one each time', async ({ baseURL, viewer }) => {
  const nonces = await Promise.all(
    [1, 2].map(async () => {
      const html = await (await fetch(`${baseURL}/users/new`, signedIn(viewer))).text()
      const scripts = html.match(/<script\b[^>]*>/g) ?? []
      const found = new Set(scripts.map((tag) => /nonce="([^"]+)"/.exec(tag)?.[1]))
      expect(found.size).toBe(1)
      return [...found][0]
    }),
  )
  expect(nonces[0]).not.toBe(nonces[1])
})

test('a notice comes from our own cookie and names a known code, never from a header or in words', async ({
  baseURL,
}) => {
  const forged = await fetch(`${baseURL}/users`, { headers: { 'x-rollcall-notice': 'user-created' } })
  expect(await forged.text()).not.toContain('role="status"')
  const unknown = await fetch(`${baseURL}/users`, { headers: { cookie: 'notice=You are hacked' } })
  expect(await unknown.text()).not.toContain('hacked')
  for (const value of ['%E2%82%AC', 'user-created.%0d%0aX:1', '%00']) {
    const odd = await fetch(`${baseURL}/users`, {
      headers: { accept: 'text/html', cookie: `notice=${value}` },
    })
    expect([value, odd.status]).toEqual([value, 200])
    expect(odd.headers.get('set-cookie')).toMatch(/^notice=;.*Max-Age=0/)
    expect(await odd.text()).not.toContain('role="status"')
  }
  const known = await fetch(`${baseURL}/users`, {
    headers: { accept: 'text/html', cookie: 'notice=user-created.1' },
  })
  expect(known.headers.get('set-cookie')).toMatch(/^notice=;.*Max-Age=0/)
  expect(await known.text()).toContain('Person added')
})

test('what is fetched ahead leaves the notice to the page that is opened', async ({ baseURL }) => {
  const cookie = 'notice=user-created.1'
  const taken = async (headers: Record<string, string>) =>
    (await fetch(`${baseURL}/users`, { headers: { cookie, ...headers } })).headers.has('set-cookie')
  expect(await taken({ rsc: '1', 'next-router-prefetch': '1' })).toBe(false)
  expect(await taken({ rsc: '1' })).toBe(false)
  expect(await taken({ accept: 'text/html', 'sec-purpose': 'prefetch' })).toBe(false)
  expect(await taken({ accept: 'text/html' })).toBe(true)
})

test('a notice names people to editors, and to nobody who made it up', async ({
  baseURL,
  viewer,
  signIn,
  addUser,
  trashUser,
  db,
}) => {
  const { id } = await trashUser(await addUser({ name: 'Grace Noticed' }))
  const { revision } = await db
    .selectFrom('events')
    .select('revision')
    .where('userId', '=', id)
    .orderBy('version', 'desc')
    .executeTakeFirstOrThrow()
  const textFor = async (session: string) => {
    const cookie = `${session}; notice=user-trashed.r${revision}`
    return (await fetch(`${baseURL}/api`, { headers: { cookie } })).text()
  }
  expect(await textFor(viewer.cookie)).toContain('Moved to trash: Grace Noticed')
  for (const session of ['', (await signIn('viewer')).cookie]) {
    const text = await textFor(session)
    expect(text).toContain('Moved to trash')
    expect(text).not.toContain('Grace Noticed')
  }
})

test('the process and its readiness can be asked for', async ({ baseURL }) => {
  expect((await fetch(`${baseURL}/healthz`)).status).toBe(200)
  expect((await fetch(`${baseURL}/readyz`)).status).toBe(200)
})

test('a form page adds at most 35 kB of compressed scripts to what every page loads, and the list 25 kB', async ({
  baseURL,
  viewer,
  addUser,
}) => {
  // An empty directory has another page.
  await addUser()
  const plain = await scripts('/nowhere')
  for (const [path, most] of [
    ['/users/new', 35_000],
    ['/users', 25_000],
  ] as const) {
    const added = [...(await scripts(path))].filter(([script]) => !plain.has(script))
    const bytes = added.reduce((sum, [, size]) => sum + size, 0)
    expect(bytes, path).toBeGreaterThan(0)
    expect(bytes, path).toBeLessThanOrEqual(most)
  }

  async function scripts(path: string): Promise<Map<string, number>> {
    const html = await (await fetch(`${baseURL}${path}`, signedIn(viewer))).text()
    const paths = new Set(html.match(/\/_next\/static\/chunks\/[\w~.-]+\.js/g))
    const sizes = [...paths].map(async (path): Promise<[string, number]> => {
      return [path, gzipSync(await (await fetch(`${baseURL}${path}`)).text(), { level: 9 }).length]
    })
    return new Map(await Promise.all(sizes))
  }
})

test('a page of 25 people has at most 45 kB of HTML for an editor', async () => {
  // The list names all teams, and other tests add many.
  const store = await openStore('sizes')
  const server = await startFreshServer({ DATABASE_URL: store.url })
  const db = open(store.url)
  await seed(db, 60)
  const directory = await openDirectory(store.url, 'editor')
  try {
    const html = await (await fetch(`${server.url}/users?rows=25`, signedIn(directory))).text()
    expect(html.match(/<tr/g)).toHaveLength(26)
    expect(html).toContain('Add person')
    expect(Buffer.byteLength(html)).toBeLessThanOrEqual(45_000)
  } finally {
    await directory.close()
    await db.destroy()
    await server.close()
    await store.close()
  }
})

function signedIn({ cookie }: { cookie: string }): RequestInit {
  return { headers: { cookie } }
}
