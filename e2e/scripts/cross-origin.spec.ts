import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from '../support/fixtures.ts'

test('a page of another origin reads users, links and tags, with a token as well', async ({
  page,
  baseURL,
  addUser,
  token,
}) => {
  await addUser()
  const authorization = await token('users:read')
  const elsewhere = createServer((_, response) =>
    response.setHeader('content-type', 'text/html').end('<!doctype html><title>Elsewhere</title>'),
  )
  elsewhere.listen(0, '127.0.0.1')
  await once(elsewhere, 'listening')
  try {
    await page.goto(`http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`)
    const read = (headers: Record<string, string>) =>
      page.evaluate(
        async ([url, sent]) => {
          const answer = await fetch(url, { headers: sent })
          const text = await answer.text()
          return {
            status: answer.status,
            rows: text ? JSON.parse(text).length : 0,
            link: answer.headers.get('link'),
            etag: answer.headers.get('etag'),
          }
        },
        [`${baseURL}/api/users?limit=1`, headers] as const,
      )
    for (const headers of [{}, { authorization }]) {
      const first = await read(headers)
      expect(first).toMatchObject({ status: 200, rows: 1 })
      expect(first.link).toContain('rel="first"')
      expect(first.etag).toMatch(/^W\//)
      // Other tests write too, so this may take several attempts.
      await expect(async () => {
        const { etag } = await read(headers)
        const again = await read({ ...headers, 'if-none-match': String(etag) })
        expect([again.status, again.rows]).toEqual([304, 0])
      }).toPass()
    }
  } finally {
    elsewhere.close()
  }
})
