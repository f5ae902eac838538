import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create extension if not exists pg_trgm`.execute(db)
  await sql`create extension if not exists unaccent`.execute(db)
  await sql`
    create table users (
      id integer generated always as identity primary key,
      name text not null constraint users_name_length check (char_length(name) between 1 and 200),
      known_as text not null default '' constraint users_known_as_length check (char_length(known_as) <= 100),
      email text not null constraint users_email_length check (char_length(email) between 3 and 254),
      phone text not null default '' constraint users_phone_length check (char_length(phone) <= 50),
      phone_e164 text not null default '' constraint users_phone_e164_form check (phone_e164 ~ '^([+][1-9][0-9]{1,14})?$'),
      job_title text not null default '' constraint users_job_title_length check (char_length(job_title) <= 200),
      location text not null default '' constraint users_location_length check (char_length(location) <= 200),
      about text not null default '' constraint users_about_length check (char_length(about) <= 1000),
      links jsonb not null default '[]' constraint users_links_length
        check (jsonb_typeof(links) = 'array' and jsonb_array_length(links) <= 10),
      status text not null default 'active' constraint users_status_known check (status in ('active', 'inactive')),
      listed boolean not null default true,
      version integer not null default 1,
      created_at timestamptz(3) not null default now(),
      updated_at timestamptz(3) not null default now(),
      trashed_at timestamptz(3)
    )`.execute(db)
  await sql`create unique index users_email_key on users (lower(email)) where trashed_at is null`.execute(db)
  await sql`create index users_recent on users (updated_at desc, id desc) where trashed_at is null`.execute(
    db,
  )
  await sql`create index users_trash on users (updated_at desc, id desc) where trashed_at is not null`.execute(
    db,
  )
  await sql`
    create index users_public on users (id)
    where trashed_at is null and listed and status = 'active'`.execute(db)
  await sql`
    create table events (
      id bigint generated always as identity primary key,
      at timestamptz(3) not null default now(),
      actor text not null,
      verb text not null constraint events_verb_known check (verb in ('create', 'update', 'trash', 'restore', 'revert', 'erase')),
      user_id integer not null,
      version integer not null,
      revision bigint not null,
      before jsonb,
      after jsonb,
      constraint events_one_per_version unique (user_id, version)
    )`.execute(db)
  await sql`
    create table submissions (
      id uuid primary key,
      digest text not null,
      location text,
      notice text,
      created_at timestamptz(3) not null default now()
    )`.execute(db)
  await sql`create index submissions_created_at on submissions (created_at)`.execute(db)
  await sql`
    create table directory (
      singleton boolean primary key default true constraint directory_one_row check (singleton),
      revision bigint not null default 0
    )`.execute(db)
  await sql`insert into directory default values`.execute(db)
}
