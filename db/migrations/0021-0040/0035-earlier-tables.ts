import { type Kysely, sql } from 'kysely'

/** Migrations 0001, 0006 and 0030 once lacked these parts, and directories that were made then still do. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table events alter column after drop not null`.execute(db)
  await sql`
    create index if not exists users_trash on users (updated_at desc, id desc)
    where trashed_at is not null`.execute(db)
  await sql`alter table imports add column if not exists refused integer not null default 0`.execute(db)
  await sql`alter table sign_in_links add column if not exists used_by text`.execute(db)
}
