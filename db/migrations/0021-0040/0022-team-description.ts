import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table teams add column description text not null default ''
      constraint teams_description_length check (char_length(description) <= 1000)`.execute(db)
}
