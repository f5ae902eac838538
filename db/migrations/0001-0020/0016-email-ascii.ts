import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table users add column email_ascii text not null default ''`.execute(db)
  await sql`
    create unique index users_email_ascii_key on users (lower(email_ascii))
    where trashed_at is null and email_ascii <> ''`.execute(db)
}
