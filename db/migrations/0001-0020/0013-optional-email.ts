import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table users
      alter column email set default '',
      drop constraint users_email_length,
      add constraint users_email_length check (email = '' or char_length(email) between 3 and 254)`.execute(
    db,
  )
  // Forms find the index by its name, so the new one takes the name of the old one.
  await sql`drop index users_email_key, users_trashed_email`.execute(db)
  await sql`
    create unique index users_email_key on users (lower(email))
    where trashed_at is null and email <> ''`.execute(db)
  await sql`
    create index users_trashed_email on users (lower(email))
    where trashed_at is not null and email <> ''`.execute(db)
}
