import { type QueryExecutorProvider, sql } from 'kysely'

/** Closes the public view, unless an admin set the directory up or saved its settings. */
export async function up(db: QueryExecutorProvider): Promise<void> {
  await sql`alter table directory alter column public_view set default false`.execute(db)
  // Raises the revision, because the JSON answers change.
  await sql`
    update directory set public_view = false, revision = revision + 1
    where public_view and settings_version = 1 and not exists (
      select from events where user_id is null and verb in ('set-up', 'change-settings'))`.execute(db)
}
