import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table accounts
      add column second_factor text,
      add column second_factor_step integer not null default 0,
      add column recovery_codes text[] not null default '{}'`.execute(db)
  await sql`
    create table second_factor_setups (
      session_id integer primary key references sessions (id) on delete cascade,
      secret text not null,
      expires_at timestamptz(3) not null
    )`.execute(db)
  await sql`
    create table pending_sign_ins (
      token_hash text primary key,
      account_id integer not null references accounts (id) on delete cascade,
      expires_at timestamptz(3) not null
    )`.execute(db)
  await sql`create index pending_sign_ins_account_id on pending_sign_ins (account_id)`.execute(db)
}
