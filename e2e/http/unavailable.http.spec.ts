import { open } from '#db/database.ts'
import { openPublicView } from '#db/settings/settings.ts'
import { openLine } from '../support/database-line.ts'
import { expect, test } from '../support/fixtures.ts'
import { openStore, startFreshServer } from '../support/fresh-server.ts'

// The contract says 6 seconds. A busy machine may take longer, so this limit only ends a test that hangs.
const timeoutMs = 200_000

test('a database that is silent or unavailable is a 503 with a time to try again, and then all is well', async () => {
  await makeUnavailable(({ url }) => url, {
    pages: ['/users'],
    files: ['/profile/data', '/users/export', '/readyz'],
  })
})

test('the JSON says so just as soon on the embedded store, where pages wait for a long import to end', async () => {
  await makeUnavailable(({ asStore }) => asStore, {})
})

async function makeUnavailable(
  address: (line: { url: string; asStore: string }) => string,
  { pages = [], files = [] }: { pages?: string[]; files?: string[] },
) {
  const store = await openStore('unavailable')
  const line = await openLine(new URL(store.url))
  const server = await startFreshServer({ DATABASE_URL: address(line) })
  const db = open(store.url)
  await openPublicView(db)
  await db.destroy()
  try {
    expect((await read('/api/users')).status).toBe(200)
    for (const [state, off] of [
      ['frozen', line.freeze],
      ['cut', line.cut],
    ] as const) {
      off()
      for (const path of ['/api/users', '/api/users/1', '/api/users?format=jsonl']) {
        const answer = await read(path)
        expect([state, path, answer.status]).toEqual([state, path, 503])
        expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
        expect(await answer.json()).toMatchObject({ status: 503, title: 'Service Unavailable' })
      }
      for (const path of pages) {
        const page = await read(path)
        expect([state, page.status]).toEqual([state, 503])
        expect(Number(page.headers.get('retry-after'))).toBeGreaterThan(0)
        expect(await page.text()).toContain('Something went wrong')
      }
      for (const path of files) {
        const file = await read(path)
        expect([state, path, file.status]).toEqual([state, path, 503])
        expect(Number(file.headers.get('retry-after'))).toBeGreaterThan(0)
      }
      expect((await read('/healthz')).status).toBe(200)
      line.mend()
      await expect.poll(async () => (await read('/api/users')).status).toBe(200)
    }
  } finally {
    line.mend()
    await server.close()
    await line.close()
    await store.close()
  }

  function read(path: string): Promise<Response> {
    // A cookie that only the database can refuse.
    const headers = { Cookie: 'session=unknown' }
    return fetch(`${server.url}${path}`, { headers, signal: AbortSignal.timeout(timeoutMs) })
  }
}
