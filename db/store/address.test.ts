import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { isEmbedded } from './address.ts'
import { openEmbedded } from './open.ts'

test('the address of an embedded store differs from that of a server, also from one with a query_timeout', {
  timeout: 300_000,
}, async () => {
  const store = await openEmbedded(await mkdtemp(join(tmpdir(), 'rollcall-test-')), { scratch: true })
  const { url } = store
  await store.close()
  expect(isEmbedded(url)).toBe(true)
  const { hostname, pathname } = new URL(url)
  const server = `postgres://rollcall:secret@${hostname}:5432${pathname}?query_timeout=60000`
  expect(isEmbedded(server)).toBe(false)
  expect(isEmbedded('not an address')).toBe(false)
})
