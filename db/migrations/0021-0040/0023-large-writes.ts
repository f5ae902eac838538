import { type Kysely, sql } from 'kysely'

/** `location` and `notice`: where the page of a write leads once it is over, and the notice there. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table large_writes (
      id integer generated always as identity primary key,
      account_id integer not null references accounts (id) on delete cascade,
      over boolean not null default false,
      saved integer not null default 0,
      total integer not null,
      location text not null,
      notice text not null,
      created_at timestamptz(3) not null default now(),
      beat_at timestamptz(3) not null default now()
    )`.execute(db)
  await sql`create index large_writes_account_id on large_writes (account_id)`.execute(db)
}
