import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Kysely, sql } from 'kysely'
import { expect, test } from 'vitest'
import { usingServer } from '../commands/migrate.ts'
import { applyMigrations, readMigrations } from '../commands/migrations.ts'
import { createScratchDatabase } from '../commands/scratch.ts'
import { open } from '../database.ts'
import { openEmbedded } from '../store/open.ts'
import { find } from '../users/find.ts'

type Added = { id: number; name: string; email: string; phone: string; jobTitle: string; about: string }

test('people, teams and accounts of each step are there after all later migrations', async () => {
  const names = [...(await readMigrations()).keys()]
  const store = await createScratchDatabase(process.env.DATABASE_URL ?? '').catch(async () =>
    openEmbedded(await mkdtemp(join(tmpdir(), 'rollcall-steps-')), { scratch: true }),
  )
  const added: Added[] = []
  await usingServer(store.url, async (db) => {
    for (const name of names) {
      const applied = await db.transaction().execute((trx) => applyMigrations(trx, { upTo: name }))
      expect(applied).toEqual([name])
      added.push(await addAt(db, name))
    }
  })
  const db = open(store.url)
  for (const { id, ...values } of added) expect(await find(db, id)).toMatchObject({ id, ...values })
  const teams = await db.selectFrom('teams').select('name').orderBy('id').execute()
  expect(teams.map(({ name }) => name)).toEqual(names.filter((name) => name >= '0004'))
  const emails = added.map(({ email }) => email).slice(1)
  const accounts = await db.selectFrom('accounts').select('email').orderBy('id').execute()
  expect(accounts.map(({ email }) => email)).toEqual(emails)
  await db.destroy()
  await store.close()
})

/** A person, an account and a team, by the columns that their tables have had from the first. */
async function addAt(db: Kysely<unknown>, step: string): Promise<Added> {
  const values = {
    name: `Zoë ${step}`,
    email: `zoe-${step}@example.com`,
    phone: '+44 20 7946 0000',
    jobTitle: 'Porter',
    about: `As of ${step}`,
  }
  const { rows } = await sql<{ id: number }>`
    insert into users (name, email, phone, job_title, about)
    values (${values.name}, ${values.email}, ${values.phone}, ${values.jobTitle}, ${values.about})
    returning id`.execute(db)
  if (step >= '0002')
    await sql`insert into accounts (email, role) values (${values.email}, 'editor')`.execute(db)
  if (step >= '0004') await sql`insert into teams (name) values (${step})`.execute(db)
  return { id: Number(rows[0]?.id), ...values }
}
