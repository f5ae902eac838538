import { type QueryExecutorProvider, sql } from 'kysely'

/** No web page of another site reads the JSON until an admin names its origin: also where no admin has saved settings so far. */
export async function up(db: QueryExecutorProvider): Promise<void> {
  await sql`alter table directory alter column cors_origins set default ''`.execute(db)
  // Raises the revision, because the headers of the JSON change. The set-up counts as the second version.
  await sql`
    update directory set cors_origins = '', revision = revision + 1
    where cors_origins = '*' and settings_version <= 2 and not exists (
      select from events where user_id is null and verb = 'change-settings')`.execute(db)
}
