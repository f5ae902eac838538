import { expect, test } from '../support/fixtures.ts'

test.use({ role: 'nobody' })

test.beforeEach(async ({ signIn }) => {
  // Without any account the sign-in page redirects to the set-up.
  await signIn('viewer')
})

test('a page tells browsers, telephones and messengers what it is', async ({ baseURL }) => {
  const html = await (await fetch(`${baseURL}/sign-in`)).text()
  const tags = [...html.matchAll(/<(meta|link)\b[^>]*>/g)].map(([tag]) => tag)
  for (const wanted of [
    /name="description" content="The people directory of /,
    /name="theme-color" media="\(prefers-color-scheme: light\)"/,
    /name="theme-color" media="\(prefers-color-scheme: dark\)"/,
    /property="og:title"/,
    /property="og:image" content="https?:\/\/[^"]+\/apple-icon\.png"/,
    /rel="manifest"/,
    /rel="apple-touch-icon"/,
  ])
    expect([String(wanted), tags.some((tag) => wanted.test(tag))]).toEqual([String(wanted), true])
  expect(html).toMatch(/<html [^>]*lang="en"/)
  expect(html).toMatch(/<title>Sign in · [^<]+<\/title>/)
})

test('its icons, its manifest and its typeface are there, and small', async ({ baseURL }) => {
  const html = await (await fetch(`${baseURL}/sign-in`)).text()
  const manifest = await (await fetch(`${baseURL}/manifest.webmanifest`)).json()
  expect(manifest).toMatchObject({ name: expect.any(String), start_url: '/users', icons: expect.any(Array) })
  const icons = manifest.icons.map(({ src }: { src: string }) => src)
  expect(icons.length).toBeGreaterThan(0)
  for (const path of ['/favicon.ico', ...icons]) {
    const answer = await fetch(new URL(path, baseURL))
    expect([path, answer.status, answer.headers.get('content-type')]).toEqual([
      path,
      200,
      expect.stringMatching(/^image\//),
    ])
  }
  const typefaces = new Set(html.match(/\/_next\/static\/media\/[^"']+\.woff2/g))
  expect(typefaces.size).toBe(1)
  for (const path of typefaces) {
    const bytes = (await (await fetch(new URL(path, baseURL))).arrayBuffer()).byteLength
    expect(bytes).toBeLessThan(40_000)
  }
})
