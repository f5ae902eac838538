import { type Kysely, sql } from 'kysely'

/** Directories that were made before 0030 had this column lack it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table sign_in_links add column if not exists used_by text`.execute(db)
}
