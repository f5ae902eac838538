import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await createFunctions(db)
  for (const [name, where] of [
    ['users_by_name', 'trashed_at is null'],
    ['users_public_by_name', "trashed_at is null and listed and status = 'active'"],
  ] as const)
    await sql`create index ${sql.id(name)} on users (fold(name) collate "C", id) where ${sql.raw(where)}`.execute(
      db,
    )
  for (const level of ['public', 'directory', 'contact'])
    await sql`
      create index ${sql.id(`users_search_${level}`)} on users
      using gin (${sql.raw(searchOf[level] ?? '')} gin_trgm_ops) where trashed_at is null`.execute(db)

  await sql`
    create table tokens (
      id integer generated always as identity primary key,
      name text not null constraint tokens_name_length check (char_length(name) between 1 and 100),
      token_hash text not null constraint tokens_token_hash_key unique,
      contact boolean not null,
      created_at timestamptz(3) not null default now(),
      expires_at timestamptz(3) not null,
      used_at timestamptz(3),
      revoked_at timestamptz(3)
    )`.execute(db)
  await sql`
    alter table directory
      add column organisation text not null default ''
        constraint directory_organisation_length check (char_length(organisation) <= 100),
      add column cors_origins text not null default '*'
        constraint directory_cors_origins_length check (char_length(cors_origins) <= 2000),
      add column settings_version integer not null default 1`.execute(db)
}

const searchOf: Record<string, string> = {
  public: 'search_public(name, known_as, job_title)',
  directory: 'search_directory(name, known_as, job_title, location)',
  contact: 'search_contact(name, known_as, job_title, location, email, phone, phone_e164)',
}

async function createFunctions(db: Kysely<unknown>): Promise<void> {
  // PostgreSQL builds indexes with an empty search path, so functions name the schemas of what they use.
  const { rows } = await sql<{ extension: string; ours: string }>`
    select extnamespace::regnamespace::text as extension, quote_ident(current_schema()) as ours
    from pg_extension where extname = 'unaccent'`.execute(db)
  const schema = sql.raw(rows[0]?.extension ?? 'public')
  const ours = sql.raw(rows[0]?.ours ?? 'public')
  // unaccent() is not immutable, because another dictionary could be loaded; Rollcall never loads one.
  await sql`
    create function fold(text) returns text language sql immutable strict parallel safe
    as $$ select lower(${schema}.unaccent('${schema}.unaccent', $1)) $$`.execute(db)
  // Line breaks keep a word from matching across two fields.
  await sql`
    create function search_public(name text, known_as text, job_title text)
    returns text language sql immutable strict parallel safe
    as $$ select ${ours}.fold(name || E'\n' || known_as || E'\n' || job_title) $$`.execute(db)
  await sql`
    create function search_directory(name text, known_as text, job_title text, location text)
    returns text language sql immutable strict parallel safe
    as $$ select ${ours}.search_public(name, known_as, job_title) || E'\n' || ${ours}.fold(location) $$`.execute(
    db,
  )
  await sql`
    create function search_contact(
      name text, known_as text, job_title text, location text, email text, phone text, phone_e164 text)
    returns text language sql immutable strict parallel safe
    as $$
      select ${ours}.search_directory(name, known_as, job_title, location) || E'\n' || ${ours}.fold(email)
        || E'\n' || regexp_replace(phone, '[^0-9]', '', 'g') || E'\n' || phone_e164
    $$`.execute(db)
}
