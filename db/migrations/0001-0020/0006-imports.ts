import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table imports (
      id integer generated always as identity primary key,
      account_id integer not null references accounts (id) on delete cascade,
      file_name text not null constraint imports_file_name_length check (char_length(file_name) between 1 and 200),
      content bytea not null constraint imports_content_length check (octet_length(content) <= 5000000),
      options jsonb not null,
      version integer not null default 1,
      state text not null default 'staged'
        constraint imports_state_known check (state in ('staged', 'saving', 'done')),
      saved integer not null default 0,
      total integer not null default 0,
      refused integer not null default 0,
      revision bigint,
      failure text not null default '',
      created_at timestamptz(3) not null default now(),
      beat_at timestamptz(3) not null default now()
    )`.execute(db)
  await sql`create index imports_account_id on imports (account_id)`.execute(db)
}
