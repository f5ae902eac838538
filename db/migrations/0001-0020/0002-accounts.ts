import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table accounts (
      id integer generated always as identity primary key,
      email text not null constraint accounts_email_length check (char_length(email) between 3 and 254),
      role text not null constraint accounts_role_known check (role in ('viewer', 'editor', 'admin')),
      password text,
      user_id integer constraint accounts_user_id_key unique references users (id) on delete set null,
      disabled_at timestamptz(3),
      version integer not null default 1,
      created_at timestamptz(3) not null default now()
    )`.execute(db)
  await sql`create unique index accounts_email_key on accounts (lower(email))`.execute(db)
  await sql`
    create table sessions (
      id integer generated always as identity primary key,
      token_hash text not null constraint sessions_token_hash_key unique,
      account_id integer not null references accounts (id) on delete cascade,
      browser text not null,
      created_at timestamptz(3) not null default now(),
      used_at timestamptz(3) not null default now()
    )`.execute(db)
  await sql`create index sessions_account_id on sessions (account_id)`.execute(db)
  await sql`
    create table known_browsers (
      token_hash text not null,
      account_id integer not null references accounts (id) on delete cascade,
      created_at timestamptz(3) not null default now(),
      primary key (token_hash, account_id)
    )`.execute(db)
  await sql`create index known_browsers_account_id on known_browsers (account_id)`.execute(db)
  await sql`
    create table password_links (
      account_id integer primary key references accounts (id) on delete cascade,
      token_hash text not null constraint password_links_token_hash_key unique,
      expires_at timestamptz(3) not null
    )`.execute(db)
  await sql`
    create table setup_codes (
      code_hash text primary key,
      expires_at timestamptz(3) not null
    )`.execute(db)
  // The columns of rate-limiter-flexible; expire is in milliseconds since 1970.
  await sql`create table guesses (key varchar(255) primary key, points integer not null default 0, expire bigint)`.execute(
    db,
  )
  await sql`alter table directory add column public_view boolean not null default true`.execute(db)

  await sql`
    alter table events
      alter column user_id drop not null,
      alter column version drop not null,
      alter column revision drop not null,
      add column account_id integer,
      add column actor_id integer,
      drop constraint events_verb_known,
      add constraint events_verb_known check (
        user_id is null or verb in ('create', 'update', 'trash', 'restore', 'revert', 'erase')),
      add constraint events_of_users_counted check ((user_id is null) = (version is null))`.execute(db)
  await sql`create index events_account_id on events (account_id, id desc) where account_id is not null`.execute(
    db,
  )
  await sql`create index events_not_about_users on events (id desc) where user_id is null`.execute(db)
  await keepEvents(db)
}

/** No connection can change an event, except to remove its values when a person is erased. */
async function keepEvents(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function keep_event() returns trigger language plpgsql as $$
    begin
      if tg_op = 'UPDATE' and new.before is null and new.after is null
        and to_jsonb(new) - 'before' - 'after' = to_jsonb(old) - 'before' - 'after' then
        return new;
      end if;
      raise exception 'events are kept as they were written';
    end $$`.execute(db)
  await sql`
    create trigger events_kept before update or delete on events
    for each row execute function keep_event()`.execute(db)
  await sql`
    create trigger events_not_truncated before truncate on events
    for each statement execute function keep_event()`.execute(db)
}
