import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table imports add column waiting integer not null default 0`.execute(db)
}
