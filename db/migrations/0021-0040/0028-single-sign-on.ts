import { type Kysely, sql } from 'kysely'

/** `provider_session`: null for a session that began with a password; '' where the provider gave it no name. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table identities (
      account_id integer primary key references accounts (id) on delete cascade,
      issuer text not null,
      subject text not null,
      constraint identities_subject_key unique (issuer, subject)
    )`.execute(db)
  await sql`alter table sessions add column provider_session text`.execute(db)
  await sql`
    alter table directory
      add column sso_admits text not null default 'linked'
        constraint directory_sso_admits check (sso_admits in ('linked', 'email', 'everybody')),
      add column sso_only boolean not null default false`.execute(db)
}
