import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table imports
      drop constraint imports_content_length,
      add constraint imports_content_length check (octet_length(content) <= 10000000)`.execute(db)
}
