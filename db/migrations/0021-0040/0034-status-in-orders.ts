import { type Kysely, sql } from 'kysely'

/** Indexes alone tell how many active people have a surname or a job title that starts with a word. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const [name, column] of [
    ['users_by_surname', 'surname_key'],
    ['users_by_job_title', 'job_title_key'],
  ])
    await sql`
      drop index ${sql.ref(String(name))};
      create index ${sql.ref(String(name))} on users (${sql.ref(String(column))}, id) include (status)
      where trashed_at is null`.execute(db)
}
