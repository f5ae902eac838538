import { type Kysely, sql } from 'kysely'

/** Links that people who forgot their password asked for. Apart from `password_links`, which has one row an account. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table asked_links (
      token_hash text primary key,
      account_id integer not null references accounts (id) on delete cascade,
      expires_at timestamptz(3) not null
    )`.execute(db)
  await sql`create index asked_links_account_id on asked_links (account_id)`.execute(db)
}
