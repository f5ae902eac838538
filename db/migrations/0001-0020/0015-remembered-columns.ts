import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table remembered_columns (
      head_hash text primary key,
      choices jsonb not null,
      used_at timestamptz(3) not null default now()
    )`.execute(db)
  // Imports look for people with a phone number.
  for (const column of ['phone_e164', 'mobile_e164'])
    await sql`
      create index ${sql.id(`users_${column}`)} on users (${sql.ref(column)})
      where trashed_at is null and ${sql.ref(column)} <> ''`.execute(db)
}
