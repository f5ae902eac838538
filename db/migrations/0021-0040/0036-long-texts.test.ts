import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Kysely, sql } from 'kysely'
import { expect, test } from 'vitest'
import { usingServer } from '../../commands/migrate.ts'
import { applyMigrations } from '../../commands/migrations.ts'
import { createScratchDatabase } from '../../commands/scratch.ts'
import { openEmbedded } from '../../store/open.ts'

const words = [
  'Anne-Marie O’Brien',
  'Müller, Mueller und Muller',
  'Åse Aas-Øye',
  'Aage-Maarten Poe',
  'Goethestraße 12–14 (Haus A)',
  'aa ee ae oe ue Aae ouee',
  '¿Qué? "no"',
  'محمد أحمد',
  'ひらがな カタカナ・',
  'a--b -c d-',
  'tab\tand\nline',
  '',
  '-',
  'Zoë.Nurse@example.com +44 20 7946-0000',
]

test('every text has the same words to search for as before', async () => {
  const store = await createScratchDatabase(process.env.DATABASE_URL ?? '').catch(async () =>
    openEmbedded(await mkdtemp(join(tmpdir(), 'rollcall-texts-')), { scratch: true }),
  )
  const pairs = words.flatMap((one) => words.map((other) => `${one} ${other}`))
  const texts = [...pairs, words.join(' '), words.join(' ').repeat(5)]
  await usingServer(store.url, async (db) => {
    await db.transaction().execute((trx) => applyMigrations(trx, { upTo: '0035-earlier-tables' }))
    const before = await searched(db)
    await db.transaction().execute((trx) => applyMigrations(trx))
    expect(await searched(db)).toEqual(before)
  })
  await store.close()

  async function searched(db: Kysely<unknown>): Promise<(string | null)[]> {
    const { rows } = await sql<{ text: string | null }>`
      select search_text(given) as text from unnest(${texts}::text[]) with ordinality as each (given, place)
      order by place`.execute(db)
    return rows.map(({ text }) => text)
  }
})
