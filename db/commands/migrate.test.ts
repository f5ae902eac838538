import { mkdtemp, readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import pg from 'pg'
import { expect, test } from 'vitest'
import { openEmbedded } from '../store/open.ts'
import { migrate } from './migrate.ts'
import { createScratchDatabase } from './scratch.ts'

const server = process.env.DATABASE_URL ?? ''
const [about] = server ? await query(server, 'select version()') : []
const isEmbedded = !about || about.version.includes('PGlite')

test('replicas that migrate an embedded store at once apply each migration once', {
  timeout: 300_000,
}, async () => {
  const directory = await mkdtemp(join(tmpdir(), 'rollcall-test-'))
  await migratesOnce(await openEmbedded(directory, { scratch: true }))
})

if (!isEmbedded)
  test('replicas that migrate a server at once do too', async () => {
    await migratesOnce(await createScratchDatabase(server))
  })

async function migratesOnce(store: { url: string; close(): Promise<void> }): Promise<void> {
  try {
    await Promise.all(Array.from({ length: 10 }, () => migrate(store.url)))
    await migrate(store.url)
    const applied = await query(store.url, 'select name from kysely_migration order by name')
    const files = (await readdir(new URL('../migrations', import.meta.url), { recursive: true }))
      .map((path) => basename(path))
      .filter((name) => /^\d{4}-[^.]+\.ts$/.test(name))
    expect(applied.map(({ name }) => `${name}.ts`)).toEqual(files.sort())
    expect(await query(store.url, 'select count(*)::int as n from directory')).toEqual([{ n: 1 }])
    await query(store.url, "insert into kysely_migration values ('9999-tomorrow', '2999-01-01T00:00:00Z')")
    await expect(migrate(store.url)).rejects.toThrow(/belongs to a newer Rollcall.*9999-tomorrow/)
  } finally {
    await store.close()
  }
}

async function query(url: string, text: string): Promise<pg.QueryResultRow[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query(text)
  await client.end()
  return rows
}
