import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Kysely, sql } from 'kysely'
import { expect, test } from 'vitest'
import { migrate, usingServer } from '../commands/migrate.ts'
import { applyMigrations } from '../commands/migrations.ts'
import { createScratchDatabase } from '../commands/scratch.ts'
import { open } from '../database.ts'
import { openEmbedded } from '../store/open.ts'
import { find } from '../users/find.ts'
import { up as createImports } from './0001-0020/0006-imports.ts'

test('tables of before the first release get their later form, and the people keep their teams', async () => {
  const store = await createScratchDatabase(process.env.DATABASE_URL ?? '').catch(async () =>
    openEmbedded(await mkdtemp(join(tmpdir(), 'rollcall-earlier-')), { scratch: true }),
  )
  await usingServer(store.url, async (db) => {
    await db.transaction().execute((trx) => applyMigrations(trx, { upTo: '0004-teams' }))
    await makeEarlier(db)
    await sql`insert into teams (name) values ('Choir'), ('Archive')`.execute(db)
    await sql`insert into users (name, email, teams) values ('Zoë', 'zoe@example.com', '{2,1}')`.execute(db)
  })
  await migrate(store.url)
  const db = open(store.url)
  expect(await find(db, 1)).toMatchObject({
    name: 'Zoë',
    teams: [1, 2],
    namedTeams: [
      { id: 2, name: 'Archive' },
      { id: 1, name: 'Choir' },
    ],
  })
  await db.destroy()
  await store.close()
})

/** As migrations 0004 and 0005 were on 24 November 2026. */
async function makeEarlier(db: Kysely<unknown>): Promise<void> {
  await sql`alter table users drop column named_teams`.execute(db)
  await sql`
    create or replace function name_teams() returns trigger language plpgsql as $$
    begin
      select coalesce(array_agg(id order by id), '{}'), coalesce(string_agg(name, E'\n' order by id), '')
      into new.teams, new.team_names from teams where id = any (new.teams);
      return new;
    end $$`.execute(db)
  await sql`
    create function job_title_key(text) returns text language sql immutable strict parallel safe
    as $$ select case when $1 = '' then chr(1114111) else public.fold($1) end $$`.execute(db)
  await sql`
    create index users_by_job_title on users (job_title_key(job_title) collate "C", id) where trashed_at is null`.execute(
    db,
  )
  await sql`
    create index users_public_by_job_title on users (job_title_key(job_title) collate "C", id)
    where trashed_at is null and listed and status = 'active'`.execute(db)
  await sql`create statistics users_folded_name on (fold(name)) from users`.execute(db)
  await createImports(db)
  await sql`insert into kysely_migration values ('0005-imports', '2026-11-24T03:18:00.000Z')`.execute(db)
}
