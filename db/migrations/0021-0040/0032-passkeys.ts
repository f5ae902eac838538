import { type Kysely, sql } from 'kysely'

/** `passkey_challenges.account_id`: null for a sign-in, which begins before anybody knows whose it is. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table passkeys (
      id integer generated always as identity primary key,
      account_id integer not null references accounts (id) on delete cascade,
      credential text not null,
      public_key bytea not null,
      counter bigint not null,
      transports text[] not null,
      browser text not null,
      created_at timestamptz(3) not null default now(),
      used_at timestamptz(3),
      constraint passkeys_credential_key unique (credential)
    )`.execute(db)
  await sql`create index passkeys_account_id on passkeys (account_id)`.execute(db)
  await sql`
    create table passkey_challenges (
      challenge_hash text primary key,
      account_id integer references accounts (id) on delete cascade,
      expires_at timestamptz(3) not null
    )`.execute(db)
  await sql`create index passkey_challenges_account_id on passkey_challenges (account_id)`.execute(db)
}
