import { type Kysely, sql } from 'kysely'

/** Stores folded text in the row. Folding each row that an index finds took most of the time of a search. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await foldFinalSigma(db)
  await sql`
    drop index users_by_name, users_public_by_name, users_search_public, users_search_directory, users_search_contact`.execute(
    db,
  )
  await sql`drop function search_public, search_directory, search_contact`.execute(db)
  // Line breaks keep a word from matching across two fields.
  await sql`
    alter table users
      add column name_key text collate "C" generated always as (fold(name)) stored,
      -- Who has no job title comes last.
      add column job_title_key text collate "C" generated always as (
        case when job_title = '' then chr(1114111) else fold(job_title) end) stored,
      add column public_text text collate "C" generated always as (
        fold(name || E'\n' || known_as || E'\n' || job_title || E'\n' || team_names)) stored,
      add column directory_text text collate "C" generated always as (
        fold(name || E'\n' || known_as || E'\n' || job_title || E'\n' || team_names || E'\n' || location)) stored,
      add column contact_text text collate "C" generated always as (
        fold(name || E'\n' || known_as || E'\n' || job_title || E'\n' || team_names || E'\n' || location
          || E'\n' || email || E'\n' || regexp_replace(phone, '[^0-9]', '', 'g') || E'\n' || phone_e164)) stored`.execute(
    db,
  )
  const outsideTrash = 'trashed_at is null'
  const publicView = `${outsideTrash} and listed and status = 'active'`
  for (const [name, columns, where] of [
    ['users_by_name', '(name_key, id)', outsideTrash],
    ['users_public_by_name', '(name_key, id)', publicView],
    ['users_by_job_title', '(job_title_key, id)', outsideTrash],
    ['users_public_by_job_title', '(job_title_key, id)', publicView],
    ['users_search_public', 'using gin (public_text gin_trgm_ops)', publicView],
    ['users_search_directory', 'using gin (directory_text gin_trgm_ops)', outsideTrash],
    ['users_search_contact', 'using gin (contact_text gin_trgm_ops)', outsideTrash],
  ] as const)
    await sql`create index ${sql.id(name)} on users ${sql.raw(`${columns} where ${where}`)}`.execute(db)
}

/** Capital sigma has two lower-case letters, one of them only at the end of a word. Folding makes them the same. */
export async function foldFinalSigma(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ extension: string }>`
    select extnamespace::regnamespace::text as extension from pg_extension where extname = 'unaccent'`.execute(
    db,
  )
  const schema = sql.raw(rows[0]?.extension ?? 'public')
  await sql`
    create or replace function fold(text) returns text language sql immutable strict parallel safe
    as $$ select translate(lower(${schema}.unaccent('${schema}.unaccent', $1)), 'ς', 'σ') $$`.execute(db)
  await sql`reindex index teams_name_key`.execute(db)
}
