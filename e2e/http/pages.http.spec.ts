import { readFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import { sql } from 'kysely'
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

test('a form page adds at most 35 kB of compressed scripts to what every page loads', async ({
  baseURL,
  viewer,
}) => {
  const url = String(baseURL)
  const plain = await scriptsOf(`${url}/nowhere`, viewer)
  const form = await scriptsOf(`${url}/users/new`, viewer)
  const added = await compressed(
    url,
    form.filter((path) => !plain.includes(path)),
  )
  expect(added).toBeGreaterThan(0)
  expect(added).toBeLessThanOrEqual(35_000)
})

test('the list loads at most 25 kB of compressed scripts beside those of Next', async ({
  baseURL,
  viewer,
  addUser,
}) => {
  // An empty directory has another page.
  await addUser()
  const { rootMainFiles, polyfillFiles } = JSON.parse(await readFile('.next/build-manifest.json', 'utf8'))
  const next = [...rootMainFiles, ...polyfillFiles].map((file) => `/_next/${file}`)
  const list = await scriptsOf(`${baseURL}/users`, viewer)
  expect(list).toEqual(expect.arrayContaining(next))
  const own = await compressed(
    String(baseURL),
    list.filter((path) => !next.includes(path)),
  )
  expect(own).toBeGreaterThan(0)
  expect(own).toBeLessThanOrEqual(25_000)
})

test('a page of 25 people has at most 45 kB of HTML for an editor', async () => {
  // The list names all teams, and other tests add many.
  const store = await openStore('sizes')
  const server = await startFreshServer({ DATABASE_URL: store.url })
  const db = open(store.url)
  // Ids are as long as in a directory of 10,000.
  await sql`select setval(pg_get_serial_sequence('users', 'id'), 9000)`.execute(db)
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

async function scriptsOf(url: string, viewer: { cookie: string }): Promise<string[]> {
  const html = await (await fetch(url, signedIn(viewer))).text()
  return [...new Set(html.match(/\/_next\/static\/chunks\/[\w~.-]+\.js/g))]
}

/** In bytes. */
async function compressed(site: string, paths: string[]): Promise<number> {
  const sizes = paths.map(async (path) => {
    return gzipSync(await (await fetch(`${site}${path}`)).text(), { level: 9 }).length
  })
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
}
