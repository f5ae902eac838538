import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table directory add column search_engines boolean not null default false`.execute(db)
}
