import { type QueryExecutorProvider, sql } from 'kysely'

/**
 * The public view is closed until an admin opens it, also where it was open because nobody had decided. Who set the
 * directory up, or saved its settings, has decided.
 */
export async function up(db: QueryExecutorProvider): Promise<void> {
  await sql`alter table directory alter column public_view set default false`.execute(db)
  // What the JSON answers changes, so the revision does.
  await sql`
    update directory set public_view = false, revision = revision + 1
    where public_view and settings_version = 1 and not exists (
      select from events where user_id is null and verb in ('set-up', 'change-settings'))`.execute(db)
}
